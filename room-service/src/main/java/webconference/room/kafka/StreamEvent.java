package webconference.room.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.OpeningId;
import webconference.room.RoomId;
import webconference.room.UserId;

/// What this service reads of streaming-service's events.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface StreamEvent {

    RoomId room();

    OpeningId opening();

    UUID run();

    long revision();

    Instant at();

    record StreamRequested(
            RoomId room, OpeningId opening, UUID run, long revision, Instant at, String host)
            implements StreamEvent {}

    record StreamQueued(
            RoomId room,
            OpeningId opening,
            UUID run,
            long revision,
            Instant at,
            int running,
            int slots)
            implements StreamEvent {}

    record StreamJoining(RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    record StreamAwaitingAdmission(
            RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    record StreamConnecting(RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    record StreamLive(RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    record StreamPaused(
            RoomId room,
            OpeningId opening,
            UUID run,
            long revision,
            Instant at,
            @Nullable UserId by)
            implements StreamEvent {}

    record StreamInterrupted(
            RoomId room,
            OpeningId opening,
            UUID run,
            long revision,
            Instant at,
            String reason,
            int attempt,
            int attempts,
            Instant retryAt)
            implements StreamEvent {}

    record StreamStopScheduled(
            RoomId room, OpeningId opening, UUID run, long revision, Instant at, Instant stopsAt)
            implements StreamEvent {}

    record StreamStopCancelled(RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    record StreamStopping(RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    record StreamEnded(
            RoomId room,
            OpeningId opening,
            UUID run,
            long revision,
            Instant at,
            String reason,
            @Nullable UserId by)
            implements StreamEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(RoomId room, OpeningId opening, UUID run, long revision, Instant at)
            implements StreamEvent {}
}
