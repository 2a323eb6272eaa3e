package webconference.room.directory;

import java.util.Set;

/// These people are in other groups or schools than before, or left, or came back: what they may
/// see is not what it was. Heard inside this service only, for the open screens.
///
/// @param people empty: too many to name them
public record PeopleChanged(Set<String> people) {}
