package webconference.streaming;

import java.net.URI;
import java.util.UUID;

/// What is asked of the service that runs the meetings.
public interface LiveDoor {

    /// Where Live enters a meeting: fresh, secret, short-lived; never logged.
    ///
    /// @param admitted whether a moderator admitted Live before in this run
    /// @throws LiveDoorFailure if there is no such link
    URI link(UUID opening, boolean admitted);

    /// How many moderators are in the meeting now; none when it is over. Answers or gives up within
    /// a few seconds.
    ///
    /// @throws LiveDoorFailure if nobody knows
    int moderators(UUID opening);
}
