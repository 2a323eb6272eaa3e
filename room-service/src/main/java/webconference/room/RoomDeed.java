package webconference.room;

/// Something that somebody did to a room and no other service needs to hear: for the audit only.
///
/// @param detail what exactly, without anybody's words
public record RoomDeed(RoomId room, UserId by, Action action, String detail) {}
