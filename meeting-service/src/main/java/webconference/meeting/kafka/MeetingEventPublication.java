package webconference.meeting.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Outbox;
import webconference.eventing.OutgoingEvent;
import webconference.meeting.MeetingEvent;
import webconference.meeting.MeetingEvent.AttendanceChanged;

/// Puts what happened to meetings into the outbox, in the transaction it happened in.
@Component
class MeetingEventPublication {

    static final String TOPIC = "meetings.v1";

    private static final Logger log = LoggerFactory.getLogger(MeetingEventPublication.class);

    private final Outbox outbox;

    MeetingEventPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(MeetingEvent event) {
        if (!(event instanceof AttendanceChanged)) {
            log.info("{}", event);
        }
        outbox.put(
                new OutgoingEvent(
                        TOPIC,
                        event.room().value(),
                        event.opening().value(),
                        event.revision(),
                        event.at(),
                        event));
    }
}
