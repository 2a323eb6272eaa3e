package webconference.room;

import java.util.Collection;
import java.util.Set;

/// The people and groups that somebody may be shown.
public interface Acquaintances {

    /// Those of the shares whose subject does not exist for this person.
    Set<Share> strangers(User user, Collection<Share> shares);
}
