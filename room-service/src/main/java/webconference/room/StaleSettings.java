package webconference.room;

/// Somebody else has changed the settings since they were read.
public class StaleSettings extends RuntimeException {

    private final transient Room current;

    StaleSettings(Room current) {
        super("room " + current.id());
        this.current = current;
    }

    public Room current() {
        return current;
    }
}
