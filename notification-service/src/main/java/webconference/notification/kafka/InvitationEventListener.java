package webconference.notification.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.notification.MailRoom;
import webconference.notification.kafka.InvitationEvent.AccessRequested;
import webconference.notification.kafka.InvitationEvent.InvitationRequested;
import webconference.notification.kafka.InvitationEvent.Other;
import webconference.notification.kafka.InvitationEvent.PlaceRequested;

/// Hears which messages are asked for.
@Component
class InvitationEventListener {

    static final String TOPIC = "invitations.v1";

    private static final Logger log = LoggerFactory.getLogger(InvitationEventListener.class);

    private final Inbox inbox;
    private final MailRoom mailRoom;

    InvitationEventListener(Inbox inbox, MailRoom mailRoom) {
        this.inbox = inbox;
        this.mailRoom = mailRoom;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    void on(InvitationEvent event) {
        switch (event) {
            case InvitationRequested asked -> {
                if (inbox.isNew(TOPIC, asked.invitation(), asked.revision())) {
                    log.info(
                            "Invitation {} to room {} for {} people",
                            asked.invitation(),
                            asked.room(),
                            asked.recipients().size());
                    mailRoom.requested(asked.request());
                }
            }
            case AccessRequested asked -> {
                if (inbox.isNew(TOPIC, asked.request(), asked.revision())) {
                    log.info("Request {} for access to room {}", asked.request(), asked.room());
                    mailRoom.requested(asked.known().request());
                }
            }
            case PlaceRequested asked -> {
                if (inbox.isNew(TOPIC, asked.request(), asked.revision())) {
                    log.info("Request {} for the place of room {}", asked.request(), asked.room());
                    mailRoom.requested(asked.known().request());
                }
            }
            case Other _ -> {}
        }
    }
}
