package webconference.meeting;

/// The meeting a server is asked for.
///
/// @param guarded whether there may be people whom a moderator must admit; each says so who comes
public record MeetingPlan(OpeningId opening, RoomId room, String name, boolean guarded) {}
