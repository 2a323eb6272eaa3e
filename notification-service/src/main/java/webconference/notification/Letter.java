package webconference.notification;

import org.jspecify.annotations.Nullable;

/// One copy, ready to be handed over: it names nobody but the two people it is between.
///
/// @param id the same for every try of this copy, and for no other
public record Letter(
        DeliveryId id,
        String senderName,
        @Nullable String senderAddress,
        String recipientName,
        String recipientAddress,
        String subject,
        String html,
        String text) {

    @Override
    public String toString() {
        return "Letter[" + id + "]"; // people's words are not for the log
    }
}
