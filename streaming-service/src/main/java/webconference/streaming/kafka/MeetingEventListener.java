package webconference.streaming.kafka;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.streaming.StreamControl;
import webconference.streaming.kafka.MeetingEvent.MeetingEnded;
import webconference.streaming.kafka.MeetingEvent.MeetingStarted;
import webconference.streaming.kafka.MeetingEvent.ModeratorJoined;
import webconference.streaming.kafka.MeetingEvent.ModeratorLeft;
import webconference.streaming.kafka.MeetingEvent.Other;

/// Hears whether meetings run and moderators are in them. They come in any order with respect to
/// what rooms tell.
@Component
class MeetingEventListener {

    static final String TOPIC = "meetings.v1";

    private final Inbox inbox;
    private final StreamControl control;

    MeetingEventListener(Inbox inbox, StreamControl control) {
        this.inbox = inbox;
        this.control = control;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    public void on(MeetingEvent event) {
        if (!inbox.isNew(TOPIC, event.opening(), event.revision())) {
            return;
        }
        switch (event) {
            case MeetingStarted(var room, var opening, _) -> control.meetingStarted(room, opening);
            case ModeratorJoined(var room, var opening, var revision, var at, var moderators) ->
                    control.moderatorsChanged(room, opening, moderators, revision, at);
            case ModeratorLeft(var room, var opening, var revision, var at, var moderators) ->
                    control.moderatorsChanged(room, opening, moderators, revision, at);
            case MeetingEnded(var room, var opening, _) -> control.meetingEnded(room, opening);
            case Other _ -> {}
        }
    }
}
