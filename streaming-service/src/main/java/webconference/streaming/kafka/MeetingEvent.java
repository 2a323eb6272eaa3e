package webconference.streaming.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;

/// What this service reads of meeting-service's events: only the fields it uses.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface MeetingEvent {
    UUID opening();

    long revision();

    record MeetingStarted(UUID room, UUID opening, long revision) implements MeetingEvent {}

    record ModeratorJoined(UUID room, UUID opening, long revision, Instant at, int moderators)
            implements MeetingEvent {}

    record ModeratorLeft(UUID room, UUID opening, long revision, Instant at, int moderators)
            implements MeetingEvent {}

    record MeetingEnded(UUID room, UUID opening, long revision) implements MeetingEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID opening, long revision) implements MeetingEvent {}
}
