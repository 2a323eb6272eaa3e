package webconference.room;

/// There is no such room, or none that the asker may know.
public class RoomNotFound extends RuntimeException {

    private final transient RoomId id;

    public RoomNotFound(RoomId id) {
        super("room " + id);
        this.id = id;
    }

    public RoomId id() {
        return id;
    }
}
