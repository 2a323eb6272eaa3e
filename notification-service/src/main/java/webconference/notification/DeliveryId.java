package webconference.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/// Names one person's copy of a message.
@Embeddable
public record DeliveryId(
        @Column(name = "message") UUID message, @Column(name = "recipient") String recipient)
        implements Serializable {

    public static DeliveryId of(MessageId message, String recipient) {
        return new DeliveryId(message.value(), recipient);
    }

    public MessageId messageId() {
        return new MessageId(message);
    }

    @Override
    public String toString() {
        return message + "/" + recipient;
    }
}
