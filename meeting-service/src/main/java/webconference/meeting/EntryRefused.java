package webconference.meeting;

/// A pass opens nothing now: it is too old, was used, or its meeting is not there. Its bearer may
/// ask for another at the room's door.
public class EntryRefused extends RuntimeException {

    private final transient RoomId room;
    private final String door;

    EntryRefused(EntryPass pass, String why) {
        this(pass, why, "");
    }

    private EntryRefused(EntryPass pass, String why, String told) {
        super(why);
        this.room = pass.room();
        this.door = pass.way() + told;
    }

    /// As many are there as may be: the page they came from says so, and has them try again.
    static EntryRefused full(EntryPass pass, int places) {
        return new EntryRefused(pass, "all " + places + " places are taken", "?plein=" + places);
    }

    /// Path of the page they came from, with what it must know.
    public String door() {
        return door;
    }

    public RoomId room() {
        return room;
    }
}
