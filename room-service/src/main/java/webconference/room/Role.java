package webconference.room;

/// What somebody is to a room, the strongest first. Who may do what is written here and nowhere
/// else.
public enum Role {
    OWNER,
    MANAGER,
    MODERATOR,
    /// Looks after the platform: may end what runs, but looks into no room.
    ADMIN,
    /// Looks after one school's rooms: may end what runs in them, and nothing else.
    REFERENT,
    /// Signed in, has the link, and is among those the room's door opens to.
    PARTICIPANT,
    /// Signed in, and nothing of all that.
    STRANGER;

    public boolean may(Action action) {
        return switch (this) {
            case OWNER -> true;
            case MANAGER -> action != Action.DELETE;
            case MODERATOR ->
                    switch (action) {
                        case SEE,
                                OPEN,
                                CLOSE,
                                ENTER_AS_MODERATOR,
                                ENTER_AS_VIEWER,
                                START_STREAM,
                                STOP_STREAM ->
                                true;
                        case INVITE, SHARE, CHANGE, SEE_HISTORY, DELETE -> false;
                    };
            case ADMIN ->
                    switch (action) {
                        case CLOSE, STOP_STREAM, DELETE -> true;
                        case SEE,
                                OPEN,
                                ENTER_AS_MODERATOR,
                                ENTER_AS_VIEWER,
                                START_STREAM,
                                INVITE,
                                SHARE,
                                CHANGE,
                                SEE_HISTORY ->
                                false;
                    };
            case REFERENT -> action == Action.CLOSE || action == Action.STOP_STREAM;
            case PARTICIPANT -> action == Action.ENTER_AS_VIEWER;
            case STRANGER -> false;
        };
    }

    /// Whether whoever has this role may know that the room exists and how it stands.
    boolean knowsTheRoom() {
        return this != PARTICIPANT && this != STRANGER;
    }
}
