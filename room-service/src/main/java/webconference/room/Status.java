package webconference.room;

/// Where a room stands.
public enum Status {
    CLOSED,
    /// Somebody opened it; the meeting is not confirmed yet.
    OPENING,
    OPEN,
    /// Somebody closed it; the end of the meeting is not confirmed yet.
    CLOSING
}
