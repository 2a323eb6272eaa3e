package webconference.streaming.kafka;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.streaming.StreamControl;
import webconference.streaming.kafka.PersonEvent.Other;
import webconference.streaming.kafka.PersonEvent.PersonErased;

/// Hears whose traces are to go.
@Component
class PersonEventListener {

    static final String TOPIC = "people.v1";

    private final Inbox inbox;
    private final StreamControl control;

    PersonEventListener(Inbox inbox, StreamControl control) {
        this.inbox = inbox;
        this.control = control;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    public void on(PersonEvent event) {
        if (!inbox.isNew(TOPIC, event.erasure(), event.revision())) {
            return;
        }
        switch (event) {
            case PersonErased erased -> control.erase(erased.person());
            case Other _ -> {}
        }
    }
}
