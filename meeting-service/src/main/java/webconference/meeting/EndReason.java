package webconference.meeting;

/// Why a meeting is over.
public enum EndReason {
    /// Its room was closed.
    CLOSED,
    /// It ended on its server: a moderator ended it there, or everybody had left.
    ENDED_IN_MEETING,
    /// Its server is gone.
    LOST
}
