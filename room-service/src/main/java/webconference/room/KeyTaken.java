package webconference.room;

import org.jspecify.annotations.Nullable;

/// Another room broadcasts with the same key now.
public class KeyTaken extends RuntimeException {

    private final @Nullable String by;

    KeyTaken(RoomId room, @Nullable String by) {
        super("room " + room);
        this.by = by;
    }

    /// The other room's name; null: whoever asks may not know it.
    public @Nullable String by() {
        return by;
    }
}
