package webconference.room;

/// How many people something concerns, each counted once.
///
/// @param pupils how many of them are pupils
public record Crowd(int people, int pupils) {}
