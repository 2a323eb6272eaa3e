package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import org.jspecify.annotations.Nullable;

/// What the people who manage a room have chosen.
///
/// @param waitingRoom whether people wait until a moderator admits them; from the next opening on
/// @param streaming where the room is broadcast to; null: nowhere
/// @param door who may come in without being named
@Embeddable
public record RoomSettings(
        @Column(name = "name") String name,
        @Column(name = "waiting_room") boolean waitingRoom,
        @Embedded @Nullable StreamTarget streaming,
        @Embedded Door door) {}
