package webconference.room.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import webconference.room.invitation.Recipient;

/// What this service reads of notification-service's events.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface NotificationEvent {

    UUID invitation();

    long revision();

    record InvitationDelivered(UUID invitation, long revision, String recipient)
            implements NotificationEvent {}

    record InvitationFailed(
            UUID invitation, long revision, String recipient, Recipient.Reason reason)
            implements NotificationEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID invitation, long revision) implements NotificationEvent {}
}
