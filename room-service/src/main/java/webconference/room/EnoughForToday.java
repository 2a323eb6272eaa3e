package webconference.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// Somebody has written to the owners of as many rooms as one may in 24 hours.
public class EnoughForToday extends RuntimeException {

    /// What is older does not count.
    public static final Duration DAY = Duration.ofHours(24);

    /// What is counted, each by itself.
    public enum Counted {
        ACCESS_REQUESTS,
        PLACE_REQUESTS
    }

    private final Counted counted;
    private final transient Deed deed;
    private final int most;
    private final Duration wait;

    /// @param deed what was tried
    /// @param most of how many rooms it may be
    /// @param times when each of the others was asked for, none of them longer ago than [#DAY]
    public EnoughForToday(
            Counted counted, Deed deed, int most, Collection<Instant> times, Instant now) {
        super(most + " a day");
        this.counted = counted;
        this.deed = deed.refused();
        this.most = most;
        var oldest = times.stream().min(Instant::compareTo).orElse(now);
        this.wait = Duration.between(now, oldest.plus(DAY));
    }

    public Counted counted() {
        return counted;
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
