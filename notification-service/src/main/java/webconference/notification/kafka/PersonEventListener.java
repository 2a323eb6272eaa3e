package webconference.notification.kafka;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.notification.MailRoom;
import webconference.notification.kafka.PersonEvent.Other;
import webconference.notification.kafka.PersonEvent.PersonErased;

/// Hears whose traces are to go.
@Component
class PersonEventListener {

    static final String TOPIC = "people.v1";

    private final Inbox inbox;
    private final MailRoom mailRoom;

    PersonEventListener(Inbox inbox, MailRoom mailRoom) {
        this.inbox = inbox;
        this.mailRoom = mailRoom;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    void on(PersonEvent event) {
        if (!inbox.isNew(TOPIC, event.erasure(), event.revision())) {
            return;
        }
        switch (event) {
            case PersonErased erased -> mailRoom.erase(erased.person(), erased.at());
            case Other _ -> {}
        }
    }
}
