package webconference.streaming;

import java.time.Clock;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Runs that have ended are kept for a while, then forgotten, and with the last run of a meeting
/// that is over the meeting itself. What a run did stays in the events that other services heard.
@Service
public class OldRuns {

    private static final Logger log = LoggerFactory.getLogger(OldRuns.class);

    /// So few in one transaction that nobody waits for it.
    private static final int AT_ONCE = 500;

    private final Streams streams;
    private final Meetings meetings;
    private final StreamSettings settings;
    private final Clock clock;

    OldRuns(Streams streams, Meetings meetings, StreamSettings settings, Clock clock) {
        this.streams = streams;
        this.meetings = meetings;
        this.settings = settings;
        this.clock = clock;
    }

    /// Forgets what has been kept long enough; safe to repeat.
    public void forget() {
        var before = clock.instant().minus(settings.endedKept());
        var runs = allOf(() -> streams.forgetEndedBefore(before, AT_ONCE));
        var over = allOf(() -> meetings.forgetOverBefore(before, AT_ONCE));
        log.info("Forgot {} runs and {} meetings from before {}", runs, over, before);
    }

    private static int allOf(IntSupplier some) {
        var all = 0;
        int few;
        do {
            few = some.getAsInt();
            all += few;
        } while (few == AT_ONCE);
        return all;
    }
}
