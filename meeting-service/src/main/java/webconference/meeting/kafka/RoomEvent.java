package webconference.meeting.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What this service reads of room-service's events: only the fields it uses.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface RoomEvent {

    UUID room();

    long revision();

    /// @param guests whether people without an account may come; left out by earlier releases
    /// @param establishment the code of the school the room belongs to; null: of none
    record RoomOpened(
            UUID room,
            long revision,
            UUID opening,
            String name,
            boolean waitingRoom,
            @Nullable Boolean guests,
            @Nullable String establishment)
            implements RoomEvent {}

    record RoomClosed(UUID room, long revision, UUID opening) implements RoomEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID room, long revision) implements RoomEvent {}
}
