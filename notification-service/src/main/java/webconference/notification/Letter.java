package webconference.notification;

import org.jspecify.annotations.Nullable;

/// One copy, ready to be handed over: it names nobody but the two people it is between.
///
/// @param id with the notice, the same for every try of this copy, and for no other
/// @param notice which message of the invitation
/// @param meeting the date it tells; null: none
public record Letter(
        DeliveryId id,
        int notice,
        String senderName,
        @Nullable String senderAddress,
        String recipientName,
        String recipientAddress,
        String subject,
        String html,
        String text,
        @Nullable Meeting meeting,
        Language language) {

    @Override
    public String toString() {
        return "Letter[" + id + "]"; // people's words are not for the log
    }
}
