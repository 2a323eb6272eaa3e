package webconference.room;

/// There is no such room, or none that the asker may know.
public class RoomNotFound extends RuntimeException {

    public RoomNotFound(RoomId id) {
        super("room " + id);
    }
}
