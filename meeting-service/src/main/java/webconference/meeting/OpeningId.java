package webconference.meeting;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/// One opening of a room. There is at most one meeting for it, and its id is the meeting's id on
/// the server.
@Embeddable
public record OpeningId(@JsonValue UUID value) implements Serializable {

    /// The user id that Live, the streaming robot, joins this opening's meeting with.
    public PersonId live() {
        return new PersonId("live-" + value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
