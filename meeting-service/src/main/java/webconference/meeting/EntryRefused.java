package webconference.meeting;

/// A pass opens nothing now: it is too old, was used, or its meeting is not there. Its bearer may
/// ask for another at the room's door.
public class EntryRefused extends RuntimeException {

    private final transient RoomId room;

    EntryRefused(RoomId room, String why) {
        super(why);
        this.room = room;
    }

    public RoomId room() {
        return room;
    }
}
