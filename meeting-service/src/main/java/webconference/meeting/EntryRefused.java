package webconference.meeting;

/// A pass opens nothing now: it is too old, was used, or its meeting is not there. Its bearer may
/// ask for another at the room's door.
public class EntryRefused extends RuntimeException {

    private final transient RoomId room;
    private final String door;

    EntryRefused(EntryPass pass, String why) {
        super(why);
        this.room = pass.room();
        this.door = pass.way();
    }

    /// Path of the page they came from.
    public String door() {
        return door;
    }

    public RoomId room() {
        return room;
    }
}
