package webconference.room;

/// What « Arrêter le stream » does: show a picture and silence, or end the RTMP session.
public enum OnStop {
    PAUSE,
    DISCONNECT
}
