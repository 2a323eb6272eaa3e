package webconference.room;

/// What somebody may want to do with a room.
public enum Action {
    SEE,
    OPEN,
    CLOSE,
    ENTER_AS_MODERATOR,
    ENTER_AS_VIEWER,
    START_STREAM,
    STOP_STREAM,
    INVITE,
    SHARE,
    CHANGE,
    SEE_HISTORY,
    DELETE
}
