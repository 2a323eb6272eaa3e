package webconference.streaming;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.CaptureFailure.NoPicture;
import webconference.streaming.CaptureFailure.PageFailed;
import webconference.streaming.LiveDoorFailure.MeetingOver;
import webconference.streaming.Reconnection.Verdict;
import webconference.streaming.Signal.Shown;

/// The capture of one run, as its worker keeps it: opened, made to show what is wanted, opened anew
/// when it breaks, closed. Its media go to the feed, which it shuts whenever it is not sure what
/// they show.
///
/// Used by the worker's thread; [#close] by any.
final class KeptCapture {

    /// A capture that fails for the third time within ten minutes is not opened again.
    private static final int FAILURES = 3;

    private static final Duration FAILURES_WITHIN = Duration.ofMinutes(10);
    private static final Duration KEY_FRAME_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final UUID run;
    private final Capture captures;
    private final LiveDoor door;
    private final MediaFeed feed;
    private final StreamSettings settings;
    private final Signals signals;
    private final Aside aside;

    /// Commands to the capture, one after the other.
    private final ExecutorService commands =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("capture-command").factory());

    private volatile Capture.@Nullable Session session;
    private volatile int number;
    private volatile boolean admitted;
    private boolean joined;
    private Shown shown = Shown.MEETING;
    private Moment changeBy = Moment.now();
    private Moment keyAskedAt = Moment.now();
    private @Nullable Moment againAt;
    private final Deque<Moment> failures = new ArrayDeque<>();

    KeptCapture(
            UUID run,
            Capture captures,
            LiveDoor door,
            MediaFeed feed,
            StreamSettings settings,
            Signals signals) {
        this.run = run;
        this.captures = captures;
        this.door = door;
        this.feed = feed;
        this.settings = settings;
        this.signals = signals;
        this.aside = new Aside(run);
    }

    // Opened, and opened anew

    /// @param admitted whether a moderator admitted Live before in this run
    /// @throws CaptureFailure if nothing could be started
    void open(UUID opening, boolean admitted) {
        this.admitted |= admitted;
        againAt = null;
        joined = false;
        shown = Shown.MEETING;
        feed.shut(); // until Live is in the meeting, or the pause picture is sure
        feed.captureBegins();
        var number = this.number + 1;
        this.number = number;
        session =
                captures.open(
                        new Capture.Request(
                                run, again -> link(opening, number, again), settings.frameRate()),
                        new Audience(number));
    }

    private URI link(UUID opening, int number, boolean again) {
        try {
            return door.link(opening, again || admitted);
        } catch (MeetingOver e) {
            signals.tell(new Signal.Ended(number, EndReason.MEETING_ENDED));
            throw e;
        } catch (LiveDoorFailure.Unreachable e) {
            signals.tell(
                    new Signal.CaptureFailed(
                            number, new PageFailed("Live has no link into the meeting", e)));
            throw e;
        }
    }

    /// Whether that is the capture of now, not one that was given up.
    boolean is(int number) {
        return number == this.number;
    }

    boolean isOpen() {
        return session != null;
    }

    /// Live is in the meeting.
    ///
    /// @return whether that is news
    boolean joined() {
        if (joined) {
            return false;
        }
        joined = true;
        admitted = true;
        return true;
    }

    boolean isJoined() {
        return joined;
    }

    /// It broke, and is closed.
    Verdict failed(CaptureFailure failure) {
        close();
        joined = false;
        failures.add(Moment.now());
        while (failures.getFirst().age().compareTo(FAILURES_WITHIN) > 0) {
            failures.removeFirst();
        }
        return switch (failure) {
            case PageFailed _ -> new Verdict.GiveUp(EndReason.MEETING_PAGE_FAILED);
            case EncoderFailed _ -> again(EndReason.ENCODER_FAILED);
            case NoPicture _ -> again(EndReason.NO_PICTURE);
        };
    }

    private Verdict again(EndReason inTheEnd) {
        if (failures.size() >= FAILURES) {
            return new Verdict.GiveUp(inTheEnd);
        }
        var wait = settings.reconnecting().captureAgain();
        againAt = Moment.in(wait);
        return new Verdict.Retry(InterruptReason.WORKER_LOST, failures.size(), FAILURES - 1, wait);
    }

    /// Whether one that broke is to be opened anew now.
    boolean isDueAgain() {
        return againAt != null && againAt.isReached();
    }

    // What it shows

    /// Lets it show what is wanted. A pause that is not confirmed soon shuts the feed: of the
    /// meeting nothing goes out, even if the recorder hangs.
    void show(Order order) {
        var open = session;
        if (open == null) {
            return;
        }
        if (!joined) {
            feed.shut();
            return;
        }
        var wanted = order == Order.PAUSE ? Shown.PAUSE : Shown.MEETING;
        if (shown == Shown.CHANGING) {
            if (wanted == Shown.PAUSE && changeBy.isReached()) {
                feed.shut();
            }
        } else if (shown != wanted) {
            shown = Shown.CHANGING;
            changeBy = Moment.in(settings.reconnecting().pauseWithin());
            var number = this.number;
            commands.execute(() -> change(open, number, wanted));
        }
    }

    private void change(Capture.Session open, int number, Shown wanted) {
        try {
            if (wanted == Shown.PAUSE) {
                open.pause();
            } else {
                open.resume();
            }
            signals.tell(new Signal.Shows(number, wanted));
        } catch (CaptureFailure e) {
            signals.tell(new Signal.CaptureFailed(number, e));
        } catch (RuntimeException e) {
            signals.tell(
                    new Signal.CaptureFailed(
                            number, new EncoderFailed("it does not change to " + wanted, e)));
        }
    }

    /// It has confirmed what it shows.
    void shows(Shown what, Order order) {
        shown = what;
        if (what == Shown.PAUSE || order == Order.PUBLISH) {
            feed.open();
        }
    }

    Shown shown() {
        return shown;
    }

    void askForKey() {
        var open = session;
        if (open != null) {
            keyAskedAt = Moment.now();
            commands.execute(open::keyFrame);
        }
    }

    /// Asks again when a publication still waits for a key frame.
    void askForKeyIfMissing() {
        if (feed.needsKey() && keyAskedAt.isAtLeast(KEY_FRAME_EVERY)) {
            askForKey();
        }
    }

    // The end

    /// Leaves the meeting; safe to repeat.
    synchronized void close() {
        var open = session;
        session = null;
        if (open != null) {
            aside.await("close-capture", open::close, CLOSE_WITHIN);
        }
    }

    /// Closes it for good.
    void release() {
        close();
        commands.shutdownNow();
    }

    /// Hears one capture; a capture that was given up is not listened to any more.
    private final class Audience implements Capture.Audience {

        private final int number;
        private volatile boolean isHeard = true;

        Audience(int number) {
            this.number = number;
        }

        @Override
        public void awaitingAdmission() {
            signals.tell(new Signal.AwaitingAdmission(number));
        }

        @Override
        public void joined() {
            signals.tell(new Signal.Joined(number));
        }

        @Override
        public void refused() {
            isHeard = false;
            signals.tell(new Signal.Ended(number, EndReason.REFUSED_BY_MODERATOR));
        }

        @Override
        public void meetingEnded() {
            signals.tell(new Signal.Ended(number, EndReason.MEETING_ENDED));
        }

        @Override
        public void media(MediaUnit unit) {
            if (isHeard && is(number)) {
                feed.media(unit);
            }
        }

        @Override
        public void failed(CaptureFailure failure) {
            isHeard = false;
            signals.tell(new Signal.CaptureFailed(number, failure));
        }
    }
}
