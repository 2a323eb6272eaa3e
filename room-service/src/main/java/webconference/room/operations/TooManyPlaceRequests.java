package webconference.room.operations;

import java.time.Duration;
import webconference.room.Deed;

/// Somebody has asked for the places of as many rooms as one may in a day.
public class TooManyPlaceRequests extends RuntimeException {

    private final transient Deed deed;
    private final int most;
    private final Duration wait;

    TooManyPlaceRequests(Deed deed, int most, Duration wait) {
        super(most + " a day");
        this.deed = deed.refused();
        this.most = most;
        this.wait = wait;
    }

    /// For the audit.
    public Deed refused() {
        return deed;
    }

    public int most() {
        return most;
    }

    /// After how long one more may be asked for.
    public Duration until() {
        return wait;
    }
}
