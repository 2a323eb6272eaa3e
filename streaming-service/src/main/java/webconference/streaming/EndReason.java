package webconference.streaming;

/// Why a stream is over; the one reason that is told.
public enum EndReason {
    STOPPED_BY_USER,
    ROOM_CLOSED,
    MEETING_ENDED,
    NO_MODERATOR,
    NIGHTLY,
    PAUSED_TOO_LONG,
    REFUSED_BY_MODERATOR,
    NOT_ADMITTED,
    UNREACHABLE,
    UNKNOWN_HOST,
    KEY_REFUSED,
    HOST_NOT_ALLOWED,
    TLS,
    CONNECTION_LOST,
    MEETING_PAGE_FAILED,
    ENCODER_FAILED,
    NO_PICTURE,
    KEY_UNREADABLE,
    WORKER_LOST
}
