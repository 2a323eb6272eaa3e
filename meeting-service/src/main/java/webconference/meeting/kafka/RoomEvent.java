package webconference.meeting.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/// What this service reads of room-service's events: only the fields it uses.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface RoomEvent {

    UUID room();

    long revision();

    record RoomOpened(UUID room, long revision, UUID opening, String name, boolean waitingRoom)
            implements RoomEvent {}

    record RoomClosed(UUID room, long revision, UUID opening) implements RoomEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID room, long revision) implements RoomEvent {}
}
