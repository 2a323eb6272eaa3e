package webconference.room;

/// The room does not stand as it must for what was asked.
public class RoomConflict extends RuntimeException {

    private final Why why;

    public RoomConflict(RoomId room, Why why) {
        super("room %s: %s".formatted(room, why));
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /// What is in the way.
    public enum Why {
        /// No establishment limits how many rooms like this one may be open.
        NO_LIMIT,
        PUBLIC_LINK_OFF,
        ROOM_CLOSING,
        ROOM_NOT_OPEN,
        STREAMING_OFF,
        STREAM_STOPPING,
        /// The rules of the room's school do not allow the server any more.
        STREAM_HOST_FORBIDDEN,
        WOULD_LOSE_ROOM
    }
}
