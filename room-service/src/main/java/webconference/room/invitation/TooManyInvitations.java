package webconference.room.invitation;

import java.time.Duration;
import webconference.room.Deed;

/// Somebody has written to as many people as one may in that time, or a room has been written for
/// as often.
public class TooManyInvitations extends RuntimeException {

    /// Which limit it was.
    public enum Limit {
        MESSAGES_OF_PERSON,
        RECIPIENTS_OF_PERSON,
        MESSAGES_OF_ROOM,
        RECIPIENTS_OF_ROOM,
        NEWCOMER
    }

    private final transient Deed refused;
    private final Limit limit;
    private final int most;
    private final Duration within;

    TooManyInvitations(Deed deed, Limit limit, int most, Duration within) {
        super(limit + ", " + most + " within " + within);
        this.refused = deed.refused();
        this.limit = limit;
        this.most = most;
        this.within = within;
    }

    /// For the audit.
    public Deed refused() {
        return refused;
    }

    public Limit limit() {
        return limit;
    }

    public int most() {
        return most;
    }

    /// After how long there is surely room for more.
    public Duration within() {
        return within;
    }
}
