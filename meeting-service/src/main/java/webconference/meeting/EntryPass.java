package webconference.meeting;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// room-service's word that a person may enter now, once.
///
/// @param id used up by entering
/// @param waits whether a moderator is asked to admit them even where there is no waiting room
/// @param door path of the page they came from and go back to; null: the room's own
public record EntryPass(
        UUID id,
        RoomId room,
        OpeningId opening,
        PersonId person,
        String name,
        Role role,
        boolean waits,
        @Nullable String door,
        Instant expiresAt) {

    /// Where who is not let in after all goes back to.
    String way() {
        return door == null ? room.door() : door;
    }
}
