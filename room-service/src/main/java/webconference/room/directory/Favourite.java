package webconference.room.directory;

import java.util.Set;
import java.util.UUID;

/// People and groups that somebody keeps together under a name, to choose them at once.
///
/// @param people those of the list whom its owner may see now and who are there
/// @param groups those of the list that its owner may see now
/// @param left those of the list whom its owner could see and who are not there any more
/// @param size how many people that is, each once
public record Favourite(
        UUID id, String name, Set<String> people, Set<String> groups, Set<String> left, int size) {}
