package webconference.meeting;

/// The meeting a server is asked for.
///
/// @param guarded whether there may be people whom a moderator must admit; each says so who comes
/// @param places how many people may be there; 0: as many as come
public record MeetingPlan(
        OpeningId opening, RoomId room, String name, boolean guarded, int places) {}
