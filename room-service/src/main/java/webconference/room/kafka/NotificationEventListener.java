package webconference.room.kafka;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Inbox;
import webconference.room.Contended;
import webconference.room.invitation.InvitationDesk;
import webconference.room.kafka.NotificationEvent.InvitationDelivered;
import webconference.room.kafka.NotificationEvent.InvitationFailed;
import webconference.room.kafka.NotificationEvent.Other;

/// Hears what became of invitations.
@Component
@Contended
class NotificationEventListener {

    private static final String TOPIC = "notifications.v1";

    private final Inbox inbox;
    private final InvitationDesk invitations;

    NotificationEventListener(Inbox inbox, InvitationDesk invitations) {
        this.inbox = inbox;
        this.invitations = invitations;
    }

    @KafkaListener(topics = TOPIC)
    void on(NotificationEvent event) {
        if (!inbox.isNew(TOPIC, event.invitation(), event.revision())) {
            return;
        }
        switch (event) {
            case InvitationDelivered e ->
                    invitations.delivered(e.invitation(), e.recipient(), notice(e.notice()));
            case InvitationFailed e ->
                    invitations.failed(
                            e.invitation(), e.recipient(), notice(e.notice()), e.reason());
            case Other _ -> {}
        }
    }

    private static int notice(@Nullable Integer told) {
        return told == null ? 1 : told;
    }
}
