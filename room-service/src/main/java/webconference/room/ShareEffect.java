package webconference.room;

/// What sharing a room would do.
///
/// @param people how many could open it then, its owner among them
/// @param pupils how many of them are pupils
/// @param loseMyself whether whoever asks would not know the room any more
public record ShareEffect(int people, int pupils, boolean loseMyself) {}
