package webconference.streaming;

import java.net.URI;

/// Where picture and sound go: one connection to one target. Reconnecting is its caller's business.
public interface Publisher {

    /// Connects and asks to publish; returns when the target has accepted the command. That is not
    /// yet proof that it takes the key: a target such as PeerTube accepts, looks the key up, and
    /// then drops the connection.
    ///
    /// @throws PublishFailure if it came to nothing
    Publication publish(Target target, Audience audience);

    /// Goes as far as anybody may without a key: connects, is greeted, and leaves again within ten
    /// seconds. Nothing is published.
    ///
    /// @throws PublishFailure if a stream would not get that far
    void tryOut(URI url);

    /// @param url `rtmp://` or `rtmps://`, host, optional port, application; without the key
    /// @param key the stream key, opened; kept in memory only
    record Target(URI url, String key) {
        @Override
        public String toString() {
            return "Target[" + url.getHost() + "]";
        }
    }

    /// A connection that publishes.
    interface Publication extends AutoCloseable {
        /// Queues one unit; never blocks. When the target is slow, whole pictures are dropped up to
        /// the next key frame; sound is kept longest.
        void send(MediaUnit unit);

        /// How many bytes the target has said it received.
        long acknowledgedBytes();

        /// Ends the publication as the protocol asks, within two seconds; safe to repeat.
        @Override
        void close();
    }

    /// Who hears that a publication broke.
    interface Audience {
        /// The connection is gone. Told once, and not after `close`.
        ///
        /// @param failure what happened; a [PublishFailure.Dropped] says how long it had stood
        void lost(PublishFailure failure);
    }
}
