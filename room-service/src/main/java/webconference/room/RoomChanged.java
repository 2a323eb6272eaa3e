package webconference.room;

/// A room looks different now, or is gone. Heard inside this service only, for the open screens.
public record RoomChanged(RoomId room) {}
