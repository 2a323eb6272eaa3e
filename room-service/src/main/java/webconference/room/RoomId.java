package webconference.room;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/// One room, for its whole life.
@Embeddable
public record RoomId(@JsonValue @Column(name = "id") UUID value) implements Serializable {

    public static RoomId random() {
        return new RoomId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
