package webconference.room;

/// Closes stream keys so that only streaming-service can read them.
public interface KeySeal {

    /// @param room what the sealed form is bound to: it opens for no other room
    String seal(RoomId room, String key);
}
