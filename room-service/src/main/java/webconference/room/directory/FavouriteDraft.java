package webconference.room.directory;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list of people and groups as somebody typed it.
public record FavouriteDraft(@Nullable String name, Set<String> people, Set<String> groups) {}
