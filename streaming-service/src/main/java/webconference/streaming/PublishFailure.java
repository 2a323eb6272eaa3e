package webconference.streaming;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a target does not take the stream; the subtype says what to tell and whether to try again.
public abstract sealed class PublishFailure extends RuntimeException {

    private PublishFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Nobody answers at that address. Trying again later may work.
    public static final class Unreachable extends PublishFailure {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Somebody answers at that address, and not as an RTMP server. Trying again later may work: a
    /// proxy in front of a server that starts hangs up too.
    public static final class NotRtmp extends PublishFailure {
        public NotRtmp(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The name is not known.
    public static final class UnknownHost extends PublishFailure {
        public UnknownHost(String host) {
            super("unknown host " + host, null);
        }
    }

    /// The platform does not allow that address. Trying again gives the same answer.
    public static final class HostNotAllowed extends PublishFailure {
        public HostNotAllowed(String host) {
            super("not an allowed target: " + host, null);
        }
    }

    /// The target's certificate is not to be trusted.
    public static final class Untrusted extends PublishFailure {
        public Untrusted(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The target said no to the publication.
    public static final class Refused extends PublishFailure {
        public Refused(String message) {
            super(message, null);
        }
    }

    /// The connection broke, or the peer stopped reading, after publishing had been accepted.
    public static final class Dropped extends PublishFailure {

        private final transient Duration after;

        public Dropped(Duration after, @Nullable Throwable cause) {
            super("dropped " + after.toMillis() + " ms after publishing was accepted", cause);
            this.after = after;
        }

        /// How long after the accepted publish command.
        public Duration after() {
            return after;
        }
    }
}
