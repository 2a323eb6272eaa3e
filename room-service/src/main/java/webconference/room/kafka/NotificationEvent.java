package webconference.room.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.invitation.Recipient;

/// What this service reads of notification-service's events.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface NotificationEvent {

    UUID invitation();

    long revision();

    /// @param notice which message of the invitation; null: the invitation itself
    record InvitationDelivered(
            UUID invitation, long revision, @Nullable Integer notice, String recipient)
            implements NotificationEvent {}

    /// @param notice which message of the invitation; null: the invitation itself
    record InvitationFailed(
            UUID invitation,
            long revision,
            @Nullable Integer notice,
            String recipient,
            Recipient.Reason reason)
            implements NotificationEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID invitation, long revision) implements NotificationEvent {}
}
