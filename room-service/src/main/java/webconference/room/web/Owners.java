package webconference.room.web;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import webconference.room.FieldProblem;
import webconference.room.InputRefused;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.directory.Directory;

/// Whose rooms administrators make: people of the directory, with what they may if they came
/// themselves.
@Component
class Owners {

    private final Directory directory;
    private final Rights rights;

    Owners(Directory directory, Rights rights) {
        this.directory = directory;
        this.rights = rights;
    }

    /// @throws InputRefused if nobody is known by that id, or they left or may have no rooms
    User find(String id) {
        var user = new UserId(id);
        var person =
                directory.people(List.of(id)).stream()
                        .findFirst()
                        .orElseThrow(() -> refused("subject-unknown", id));
        var standing = directory.standing(user).orElseThrow(() -> refused("subject-unknown", id));
        if (standing.left()) {
            throw refused("subject-left", person.name());
        }
        if (!rights.mayCreate(person.profile())) {
            throw refused("owner-without-rooms", person.name());
        }
        return new User(
                user,
                person.name(),
                standing.groups(),
                standing.establishments(),
                true,
                rights.mayStream(person.profile()),
                false,
                Set.of());
    }

    private static InputRefused refused(String why, String whom) {
        return new InputRefused(FieldProblem.of("owner", why, whom));
    }
}
