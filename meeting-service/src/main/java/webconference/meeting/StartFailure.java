package webconference.meeting;

/// Why a meeting could not be had, for the person who opened the room.
public enum StartFailure {
    /// No server is fit to take a meeting.
    NO_SERVER,
    /// Those that were asked did not answer, or not sensibly.
    UNREACHABLE,
    /// Those that were asked said no.
    REFUSED,
    /// Nobody wants it any longer.
    CANCELLED
}
