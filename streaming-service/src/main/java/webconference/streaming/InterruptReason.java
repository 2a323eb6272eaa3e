package webconference.streaming;

/// Why a stream does not reach its target for the moment.
public enum InterruptReason {
    UNREACHABLE,
    UNKNOWN_HOST,
    CONNECTION_LOST,
    KEY_REFUSED,
    TLS,
    /// What captured or carried the stream ended; it starts anew, here or elsewhere.
    WORKER_LOST
}
