package webconference.streaming;

import org.jspecify.annotations.Nullable;

/// Why Live cannot enter a meeting.
public abstract sealed class LiveDoorFailure extends RuntimeException {

    private LiveDoorFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// No answer, however often it was asked.
    public static final class Unreachable extends LiveDoorFailure {
        public Unreachable(@Nullable Throwable cause) {
            super("the service that runs the meetings does not answer", cause);
        }
    }

    /// There is no such meeting, or no longer.
    public static final class MeetingOver extends LiveDoorFailure {
        public MeetingOver() {
            super("the meeting is over", null);
        }
    }
}
