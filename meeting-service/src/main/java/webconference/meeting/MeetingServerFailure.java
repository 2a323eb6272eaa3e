package webconference.meeting;

import org.jspecify.annotations.Nullable;

/// Why a server did not do what was asked; the subtype says whether to ask again. Its text names
/// the server and the call, never an address or a secret.
public abstract sealed class MeetingServerFailure extends RuntimeException {

    private MeetingServerFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// No answer, or none that makes sense. Asking again later may work; what was asked may have
    /// been done.
    public static final class Unreachable extends MeetingServerFailure {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// It understood and said no. Asking again gives the same answer.
    public static final class Refused extends MeetingServerFailure {
        public Refused(String message) {
            super(message, null);
        }
    }
}
