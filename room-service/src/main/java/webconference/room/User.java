package webconference.room;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody signed in, as their token and the directory tell.
///
/// @param groups ids of the groups they are in now
/// @param establishments codes of the schools they belong to, the first one first
/// @param mayCreate whether they may have rooms of their own
/// @param mayStream whether they may set where a room is broadcast to
/// @param admin whether they look after the whole platform
/// @param referentOf codes of the schools whose rooms they look after
public record User(
        UserId id,
        String name,
        Set<String> groups,
        Set<String> establishments,
        boolean mayCreate,
        boolean mayStream,
        boolean admin,
        Set<String> referentOf) {

    /// Whether they look after the rooms of that establishment; an administrator after all.
    public boolean looksAfter(@Nullable String establishment) {
        return admin || (establishment != null && referentOf.contains(establishment));
    }

    /// Whether they look after anything.
    public boolean operates() {
        return admin || !referentOf.isEmpty();
    }

    /// What they are outside of any room; null: nothing in particular.
    public @Nullable String office() {
        if (admin) {
            return Role.ADMIN.name();
        }
        return referentOf.isEmpty() ? null : Role.REFERENT.name();
    }

    /// The same person, who is not there any more: in no group and no school, with nothing to look
    /// after. What is theirs alone stays theirs until they cannot sign in.
    public User departed() {
        return new User(id, name, Set.of(), Set.of(), false, false, false, Set.of());
    }

    /// The same person, in these groups and schools.
    public User in(Set<String> groups, Set<String> establishments) {
        return new User(id, name, groups, establishments, mayCreate, mayStream, admin, referentOf);
    }
}
