package webconference.notification;

import java.time.Instant;
import java.util.UUID;

/// What became of one person's copy. Told on `notifications.v1`; the contract is in
/// `infra/contracts`.
public sealed interface NotificationEvent {

    UUID room();

    UUID invitation();

    long revision();

    Instant at();

    /// Which message of the invitation it is about.
    int notice();

    /// The mail server took it.
    record InvitationDelivered(
            UUID room, UUID invitation, long revision, Instant at, int notice, String recipient)
            implements NotificationEvent {}

    /// This person will not get it.
    record InvitationFailed(
            UUID room,
            UUID invitation,
            long revision,
            Instant at,
            int notice,
            String recipient,
            FailureReason reason)
            implements NotificationEvent {}
}
