package webconference.room;

import java.util.Collection;
import java.util.Set;

/// The people and groups that somebody may be shown.
public interface Acquaintances {

    /// Those of the shares whose subject does not exist for this person, or does not exist any
    /// more.
    Set<Share> strangers(User user, Collection<Share> shares);

    /// Of these people, those whom this person may know and who left.
    Set<String> departed(User user, Set<String> people);

    /// How many people these shares concern, and this one besides.
    Crowd crowd(Collection<Share> shares, UserId besides);
}
