package webconference.streaming;

import java.time.Duration;

/// A point in time by the machine's clock that only ever goes forward: for spans, not for the time
/// of day.
record Moment(long nanos) {

    static Moment now() {
        return new Moment(System.nanoTime());
    }

    static Moment in(Duration wait) {
        return new Moment(System.nanoTime() + wait.toNanos());
    }

    /// How long ago it was.
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    boolean isAtLeast(Duration ago) {
        return age().compareTo(ago) >= 0;
    }

    boolean isReached() {
        return System.nanoTime() - nanos >= 0;
    }
}
