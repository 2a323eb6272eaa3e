package webconference.meeting;

/// The meeting a server is asked for.
public record MeetingPlan(OpeningId opening, RoomId room, String name, boolean waitingRoom) {}
