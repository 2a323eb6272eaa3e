package webconference.notification;

import org.jspecify.annotations.Nullable;

/// Why a letter was not taken; the subtype says whether to try again. Its text names nobody.
public abstract sealed class PostboxFailure extends RuntimeException {

    private PostboxFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// No answer, or « not now ». Trying again later may work.
    public static final class Unreachable extends PostboxFailure {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Understood, and refused for good.
    public static final class Refused extends PostboxFailure {
        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
