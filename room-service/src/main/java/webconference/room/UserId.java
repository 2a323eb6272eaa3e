package webconference.room;

import com.fasterxml.jackson.annotation.JsonValue;

/// One person, as the identity provider names them.
public record UserId(@JsonValue String value) {

    @Override
    public String toString() {
        return value;
    }
}
