package webconference.room.directory;

/// People who belong together, such as a class.
///
/// @param size how many they are
public record Group(String id, String name, int size) {}
