package webconference.notification.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Outbox;
import webconference.eventing.OutgoingEvent;
import webconference.notification.NotificationEvent;

/// Puts what became of each copy into the outbox, in the transaction it is written down in.
@Component
class NotificationEventPublication {

    static final String TOPIC = "notifications.v1";

    private static final Logger log = LoggerFactory.getLogger(NotificationEventPublication.class);

    private final Outbox outbox;

    NotificationEventPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(NotificationEvent event) {
        log.info("{}", event);
        outbox.put(
                new OutgoingEvent(
                        TOPIC,
                        event.room(),
                        event.invitation(),
                        event.revision(),
                        event.at(),
                        event));
    }
}
