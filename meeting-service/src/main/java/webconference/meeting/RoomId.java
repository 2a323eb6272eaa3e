package webconference.meeting;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/// The room a meeting is held in.
@Embeddable
public record RoomId(@JsonValue UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
