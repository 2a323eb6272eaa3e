package webconference.room;

import org.jspecify.annotations.Nullable;

/// A room's settings as somebody typed them.
public record RoomDraft(
        @Nullable String name, boolean waitingRoom, @Nullable Streaming streaming, DoorDraft door) {

    /// @param key the stream key in clear; null keeps the one that is stored
    public record Streaming(@Nullable String url, @Nullable String key, OnStop onStop) {

        @Override
        public String toString() {
            return "Streaming[" + url + ", " + onStop + "]"; // the key belongs in no log
        }
    }
}
