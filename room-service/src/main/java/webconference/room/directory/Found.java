package webconference.room.directory;

import java.util.List;

/// The people and groups that a search found.
public record Found(List<Person> people, List<Group> groups) {}
