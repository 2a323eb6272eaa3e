package webconference.room.directory;

/// A school.
///
/// @param code as the identity provider and the directory name it
/// @param name the code, where nobody told a name
public record Establishment(String code, String name) {}
