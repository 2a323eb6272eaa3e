package webconference.room;

import com.fasterxml.jackson.annotation.JsonValue;

/// One person, as the identity provider names them.
public record UserId(@JsonValue String value) {

    /// Whoever it was, their traces are erased.
    public static final UserId ERASED = new UserId("erased");

    @Override
    public String toString() {
        return value;
    }
}
