package webconference.room.invitation;

import java.time.Duration;

/// Somebody has written to as many people as one may in that time.
public class TooManyInvitations extends RuntimeException {

    private final Duration within;

    TooManyInvitations(Duration within) {
        super("within " + within);
        this.within = within;
    }

    /// After how long there is surely room for more.
    public Duration within() {
        return within;
    }
}
