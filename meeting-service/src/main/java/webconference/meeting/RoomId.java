package webconference.meeting;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/// The room a meeting is held in.
@Embeddable
public record RoomId(@JsonValue UUID value) {

    /// Path of the page where people enter it.
    String door() {
        return "/salles/" + value + "/rejoindre";
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
