package webconference.room;

/// How many more rooms of an establishment may be opened is perhaps not what it was, or somebody
/// began to wait for it. Heard inside this service only; whoever hears it counts.
///
/// @param establishment its code
public record PlacesChanged(String establishment) {}
