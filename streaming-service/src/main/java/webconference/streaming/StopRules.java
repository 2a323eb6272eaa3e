package webconference.streaming;

import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// The rules that time brings. What they ask outside is asked here, outside any transaction.
@Service
public class StopRules {

    private static final Logger log = LoggerFactory.getLogger(StopRules.class);

    private final StreamControl control;
    private final Streams streams;
    private final LiveDoor door;

    StopRules(StreamControl control, Streams streams, LiveDoor door) {
        this.control = control;
        this.streams = streams;
        this.door = door;
    }

    /// A deadline has come. If it still counts, the run is stopped; the want of moderators is
    /// looked at once more before.
    public void due(StopRule rule, UUID run, Instant deadline) {
        if (!control.isDue(rule, run, deadline)) {
            return;
        }
        if (rule == StopRule.NO_MODERATOR && isModeratorThere(run)) {
            control.moderatorThere(run);
        } else {
            control.deadlinePassed(rule, run, deadline);
        }
    }

    /// Stops every run that was asked for before the night's hour; meetings go on.
    public void nightly(Instant hour) {
        var runs = streams.findActiveRequestedBefore(hour);
        log.info("Nightly stop of {} streams", runs.size());
        var failures = new ArrayList<RuntimeException>();
        for (var run : runs) {
            try {
                control.stop(run, StopRule.NIGHTLY);
            } catch (RuntimeException e) {
                failures.add(e); // the others must stop all the same
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /// When nobody can say, the promise counts: no stream without moderator for longer than that.
    private boolean isModeratorThere(UUID run) {
        var opening = streams.findOpening(run);
        try {
            return opening.isPresent() && door.moderators(opening.get()) > 0;
        } catch (LiveDoorFailure e) {
            log.warn("Nobody can say whether a moderator is in the meeting of run {}", run, e);
            return false;
        }
    }
}
