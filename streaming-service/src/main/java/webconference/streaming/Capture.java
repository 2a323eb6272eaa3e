package webconference.streaming;

import java.net.URI;
import java.util.UUID;

/// Picture and sound of a meeting: joins it as « Live » and encodes what a participant sees and
/// hears, at a held bitrate, until it is closed.
public interface Capture {

    /// Starts a capture with processes of its own and returns at once; what happens is told to the
    /// audience, from one thread at a time.
    ///
    /// @throws CaptureFailure if nothing could be started
    Session open(Request request, Audience audience);

    /// @param run names the capture in logs and temporary files
    /// @param links where Live enters; asked for anew each time the meeting page is (re)opened
    /// @param frameRate pictures per second, 1 to 30
    record Request(UUID run, JoinLinks links, int frameRate) {}

    /// Where Live enters the meeting.
    interface JoinLinks {
        /// A fresh link, secret and short-lived; never logged.
        ///
        /// @param admitted whether a moderator admitted Live before in this run: then the waiting
        ///   room is not asked again
        URI link(boolean admitted);
    }

    /// A capture that runs.
    interface Session extends AutoCloseable {
        /// From now on the pause picture and silence come out, in the same encoding. Returns when
        /// the recorder has confirmed it. Asking twice changes nothing.
        void pause();

        /// The meeting comes out again. Asking twice changes nothing.
        void resume();

        /// Makes the next picture a key frame: a publisher has connected anew.
        void keyFrame();

        /// Leaves the meeting and ends every process of this capture; safe to repeat.
        @Override
        void close();
    }

    /// Who hears what comes of a capture.
    interface Audience {
        /// Live is in the waiting room.
        void awaitingAdmission();

        /// Live is in the meeting.
        void joined();

        /// A moderator refused Live. Nothing more comes.
        void refused();

        /// The meeting page says that the meeting is over. Nothing more comes.
        void meetingEnded();

        /// The next piece of picture or sound; must return quickly.
        void media(MediaUnit unit);

        /// The capture cannot go on. Nothing more comes.
        void failed(CaptureFailure failure);
    }
}
