package webconference.room.directory;

import org.jspecify.annotations.Nullable;

/// People who belong together, such as a class. Who left does not count.
///
/// @param size how many they are
/// @param pupils how many of them are pupils
/// @param establishment the name of the school they all belong to; null: there are several
public record Group(String id, String name, int size, int pupils, @Nullable String establishment) {}
