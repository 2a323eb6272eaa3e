package webconference.room.access;

import webconference.room.RoomId;

/// Somebody asks to be let into a room, or got an answer. Heard inside this service only, for the
/// open screens.
public record AccessRequestsChanged(RoomId room) {}
