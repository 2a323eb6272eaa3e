package webconference.meeting;

/// A meeting that people may enter.
///
/// @param server where it is
/// @param createTime what the server tells this meeting from any other of the same id by
/// @param waitingRoom whether who is no moderator waits until a moderator admits them
/// @param places how many people may be there; 0: as many as come
public record StartedMeeting(
        OpeningId opening,
        RoomId room,
        ServerName server,
        long createTime,
        boolean waitingRoom,
        int places) {}
