package webconference.room;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/// One opening of a room: BBB's meetingID, and what keeps yesterday's events off today's meeting.
@Embeddable
public record OpeningId(@JsonValue @Column(name = "id") UUID value) implements Serializable {

    public static OpeningId random() {
        return new OpeningId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
