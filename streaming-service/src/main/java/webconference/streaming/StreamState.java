package webconference.streaming;

import java.util.EnumSet;

/// Where a stream stands. What may follow what is written here and nowhere else.
public enum StreamState {
    /// Wanted; waits for the meeting, or for a worker to take it.
    REQUESTED,
    /// No slot is free.
    QUEUED,
    /// A worker has it; Live is on its way into the meeting.
    JOINING,
    /// Live is in the waiting room.
    AWAITING_ADMISSION,
    /// Live is in the meeting; the target is being connected.
    CONNECTING,
    /// Bytes are reaching the target.
    LIVE,
    /// The pause picture and silence are reaching the target.
    PAUSED,
    /// The target, or the worker, was lost; another try follows.
    INTERRUPTED,
    /// A worker is ending it.
    STOPPING,
    /// Over, for one reason.
    ENDED;

    boolean mayBecome(StreamState next) {
        return switch (this) {
            case REQUESTED -> EnumSet.of(QUEUED, JOINING, ENDED).contains(next);
            case QUEUED -> EnumSet.of(JOINING, ENDED).contains(next);
            case JOINING ->
                    EnumSet.of(AWAITING_ADMISSION, CONNECTING, INTERRUPTED, STOPPING, ENDED)
                            .contains(next);
            case AWAITING_ADMISSION ->
                    EnumSet.of(CONNECTING, INTERRUPTED, STOPPING, ENDED).contains(next);
            case CONNECTING ->
                    EnumSet.of(LIVE, PAUSED, INTERRUPTED, STOPPING, ENDED).contains(next);
            case LIVE -> EnumSet.of(PAUSED, INTERRUPTED, STOPPING, ENDED).contains(next);
            case PAUSED -> EnumSet.of(LIVE, INTERRUPTED, STOPPING, ENDED).contains(next);
            // Again and again, once for each try.
            case INTERRUPTED ->
                    EnumSet.of(JOINING, LIVE, PAUSED, INTERRUPTED, STOPPING, ENDED).contains(next);
            case STOPPING -> next == ENDED;
            case ENDED -> false;
        };
    }

    /// Whether a worker has taken the run, and may still be at work on it.
    boolean isHeld() {
        return switch (this) {
            case REQUESTED, QUEUED, ENDED -> false;
            case JOINING, AWAITING_ADMISSION, CONNECTING, LIVE, PAUSED, INTERRUPTED, STOPPING ->
                    true;
        };
    }

    boolean isOver() {
        return this == STOPPING || this == ENDED;
    }
}
