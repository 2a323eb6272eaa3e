package webconference.room.directory;

import java.util.List;

/// What a search found.
///
/// @param more whether there were more than were asked for
/// @param age how old what is known may be
public record Found(
        List<Person> people,
        List<Group> groups,
        List<Favourite> favourites,
        boolean more,
        CopyAge age) {}
