package webconference.room.web;

/// A room that takes a place where there are no more, and whom to ask.
record OpenRoomView(String name, PersonView openedBy) {}
