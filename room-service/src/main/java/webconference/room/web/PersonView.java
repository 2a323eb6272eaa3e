package webconference.room.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import webconference.room.UserId;

/// Somebody, as others see them.
record PersonView(String id, String name) {

    /// @param names of the people in sight; who is missing there is shown by their id
    static PersonView of(UserId id, Map<String, String> names) {
        return new PersonView(id.value(), names.getOrDefault(id.value(), id.value()));
    }

    static @Nullable PersonView ofNullable(@Nullable UserId id, Map<String, String> names) {
        return id == null ? null : of(id, names);
    }
}
