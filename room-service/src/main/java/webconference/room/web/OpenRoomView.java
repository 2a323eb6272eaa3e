package webconference.room.web;

import java.util.UUID;

/// A room that takes a place where there are no more, and whom to ask.
record OpenRoomView(UUID id, String name, PersonView openedBy) {}
