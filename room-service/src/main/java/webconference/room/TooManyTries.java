package webconference.room;

import java.time.Duration;

/// Too many wrong codes came from the same place.
public class TooManyTries extends RuntimeException {

    private final RoomId room;
    private final Duration wait;

    TooManyTries(RoomId room, Duration wait) {
        super("room " + room);
        this.room = room;
        this.wait = wait;
    }

    public RoomId room() {
        return room;
    }

    /// How long none is looked at.
    public Duration until() {
        return wait;
    }
}
