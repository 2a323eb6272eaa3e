package webconference.meeting.kafka;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.meeting.MeetingDesk;
import webconference.meeting.PersonId;
import webconference.meeting.kafka.PersonEvent.Other;
import webconference.meeting.kafka.PersonEvent.PersonErased;

/// Hears whose traces are to go.
@Component
class PersonEventListener {

    static final String TOPIC = "people.v1";

    private final Inbox inbox;
    private final MeetingDesk desk;

    PersonEventListener(Inbox inbox, MeetingDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    void on(PersonEvent event) {
        if (!inbox.isNew(TOPIC, event.erasure(), event.revision())) {
            return;
        }
        switch (event) {
            case PersonErased erased -> desk.erase(new PersonId(erased.person()));
            case Other _ -> {}
        }
    }
}
