package webconference.room.kafka;

import static java.util.Objects.requireNonNullElse;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Inbox;
import webconference.room.Contended;
import webconference.room.RoomDoor;
import webconference.room.kafka.MeetingEvent.AttendanceChanged;
import webconference.room.kafka.MeetingEvent.MeetingEnded;
import webconference.room.kafka.MeetingEvent.MeetingStartFailed;
import webconference.room.kafka.MeetingEvent.MeetingStarted;
import webconference.room.kafka.MeetingEvent.ModeratorJoined;
import webconference.room.kafka.MeetingEvent.ModeratorLeft;
import webconference.room.kafka.MeetingEvent.Other;

/// Hears what meetings do.
@Component
@Contended
class MeetingEventListener {

    private static final String TOPIC = "meetings.v1";

    private final Inbox inbox;
    private final RoomDoor door;

    MeetingEventListener(Inbox inbox, RoomDoor door) {
        this.inbox = inbox;
        this.door = door;
    }

    @KafkaListener(topics = TOPIC)
    void on(MeetingEvent event) {
        if (!inbox.isNew(TOPIC, event.opening().value(), event.revision())) {
            return;
        }
        switch (event) {
            case MeetingStarted e ->
                    door.meetingStarted(
                            e.room(), e.opening(), requireNonNullElse(e.places(), 0), e.at());
            case MeetingStartFailed e ->
                    door.meetingStartFailed(e.room(), e.opening(), e.reason(), e.at());
            case AttendanceChanged e ->
                    door.attended(e.room(), e.opening(), e.revision(), e.people(), e.moderators());
            case ModeratorJoined e ->
                    door.moderated(e.room(), e.opening(), e.revision(), e.moderators());
            case ModeratorLeft e ->
                    door.moderated(e.room(), e.opening(), e.revision(), e.moderators());
            case MeetingEnded e when e.isLost() -> door.meetingLost(e.room(), e.opening(), e.at());
            case MeetingEnded e -> door.meetingEnded(e.room(), e.opening(), e.at());
            case Other _ -> {}
        }
    }
}
