package webconference.room;

/// Where a stream stands, as streaming-service tells.
public enum StreamState {
    REQUESTED,
    QUEUED,
    JOINING,
    AWAITING_ADMISSION,
    CONNECTING,
    LIVE,
    PAUSED,
    INTERRUPTED,
    STOPPING,
    ENDED
}
