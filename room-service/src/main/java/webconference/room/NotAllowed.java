package webconference.room;

import org.jspecify.annotations.Nullable;

/// Somebody who knows a room wanted what they may not do there, or wanted a room and may have none.
public class NotAllowed extends RuntimeException {

    public NotAllowed(@Nullable RoomId room, UserId by, String action) {
        super("room %s, person %s, action %s".formatted(room, by, action));
    }
}
