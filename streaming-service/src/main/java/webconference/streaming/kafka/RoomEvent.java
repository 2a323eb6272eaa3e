package webconference.streaming.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.streaming.OnStop;
import webconference.streaming.StreamTarget;

/// What this service reads of room-service's events: only the fields it uses.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface RoomEvent {
    UUID room();

    long revision();

    /// @param target null: nothing is streamed
    record RoomOpened(UUID room, long revision, Instant at, UUID opening, @Nullable Target target)
            implements RoomEvent {}

    record RoomClosed(UUID room, long revision, UUID opening, String reason) implements RoomEvent {}

    record StreamStartRequested(
            UUID room, long revision, Instant at, UUID opening, String by, Target target)
            implements RoomEvent {}

    /// @param how PAUSE or END
    record StreamStopRequested(UUID room, long revision, UUID opening, String by, How how)
            implements RoomEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID room, long revision) implements RoomEvent {}

    enum How {
        PAUSE,
        END
    }

    record Target(String url, String sealedKey, OnStop onStop) {

        StreamTarget streamTarget() {
            return new StreamTarget(url, sealedKey, onStop);
        }
    }
}
