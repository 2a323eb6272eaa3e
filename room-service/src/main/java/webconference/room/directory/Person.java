package webconference.room.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody of the platform.
///
/// @param profile `TEACHER`, `PUPIL`, `STAFF`; null: not told
/// @param establishments codes of their schools
/// @param establishment the name of their school, as it is shown
/// @param left whether they are not there any more; what they had is kept, nothing new comes to it
public record Person(
        String id,
        String name,
        @Nullable String email,
        @Nullable String profile,
        List<String> establishments,
        @Nullable String establishment,
        boolean left) {

    /// Somebody who is there.
    public Person(
            String id,
            String name,
            @Nullable String email,
            @Nullable String profile,
            List<String> establishments,
            @Nullable String establishment) {
        this(id, name, email, profile, establishments, establishment, false);
    }
}
