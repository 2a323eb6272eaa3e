package webconference.room;

import org.jspecify.annotations.Nullable;

/// What a guest says at the door.
///
/// @param consent whether they agree to be seen where the room is streamed
public record GuestCard(@Nullable String name, @Nullable String code, boolean consent) {

    @Override
    public String toString() {
        return "GuestCard[]"; // neither names nor codes belong in a log
    }
}
