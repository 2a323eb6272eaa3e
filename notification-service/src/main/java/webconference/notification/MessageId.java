package webconference.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/// Names a message: the invitation it carries.
@Embeddable
public record MessageId(@Column(name = "id") UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
