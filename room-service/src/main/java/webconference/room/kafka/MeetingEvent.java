package webconference.room.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import webconference.room.OpeningId;
import webconference.room.RoomId;
import webconference.room.StartFailure;

/// What this service reads of meeting-service's events: only the fields it uses.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface MeetingEvent {

    RoomId room();

    OpeningId opening();

    long revision();

    /// @param places how many people may be there; 0 or null: as many as come
    record MeetingStarted(
            RoomId room, OpeningId opening, long revision, Instant at, @Nullable Integer places)
            implements MeetingEvent {}

    record MeetingStartFailed(
            RoomId room, OpeningId opening, long revision, Instant at, StartFailure.Reason reason)
            implements MeetingEvent {}

    record AttendanceChanged(
            RoomId room, OpeningId opening, long revision, int people, int moderators)
            implements MeetingEvent {}

    record ModeratorJoined(RoomId room, OpeningId opening, long revision, int moderators)
            implements MeetingEvent {}

    record ModeratorLeft(RoomId room, OpeningId opening, long revision, int moderators)
            implements MeetingEvent {}

    /// @param reason why, as meeting-service calls it
    record MeetingEnded(
            RoomId room, OpeningId opening, long revision, Instant at, @Nullable String reason)
            implements MeetingEvent {

        /// Whether it ended with its server.
        boolean isLost() {
            return "LOST".equals(reason);
        }
    }

    /// An event this service has no use for, tomorrow's included.
    record Other(RoomId room, OpeningId opening, long revision) implements MeetingEvent {}
}
