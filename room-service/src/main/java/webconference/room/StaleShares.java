package webconference.room;

/// Somebody else has changed with whom the room is shared since that was read.
public class StaleShares extends RuntimeException {

    private final transient Room current;

    StaleShares(Room current) {
        super("room " + current.id());
        this.current = current;
    }

    public Room current() {
        return current;
    }
}
