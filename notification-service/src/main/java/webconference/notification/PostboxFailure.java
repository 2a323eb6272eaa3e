package webconference.notification;

import org.jspecify.annotations.Nullable;

/// Why a letter was not taken; the subtype says whether to try again. Its text names nobody.
public abstract sealed class PostboxFailure extends RuntimeException {

    private final FailureReason reason;

    private PostboxFailure(FailureReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// What the sender is told, if it stays like that.
    public FailureReason reason() {
        return reason;
    }

    /// No answer, or « not now ». Trying again later may work.
    public static final class Unreachable extends PostboxFailure {
        public Unreachable(FailureReason reason, String message, @Nullable Throwable cause) {
            super(reason, message, cause);
        }
    }

    /// Understood, and refused for good.
    public static final class Refused extends PostboxFailure {
        public Refused(FailureReason reason, String message, @Nullable Throwable cause) {
            super(reason, message, cause);
        }
    }
}
