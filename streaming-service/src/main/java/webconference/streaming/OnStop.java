package webconference.streaming;

/// What « Arrêter le stream » does in a room.
public enum OnStop {
    /// The connection stays; the pause picture and silence go out.
    PAUSE,
    /// The connection ends.
    DISCONNECT
}
