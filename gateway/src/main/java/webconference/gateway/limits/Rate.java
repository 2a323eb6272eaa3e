package webconference.gateway.limits;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/// How many in which time, written `600/1m`. So many may come at once, and then as many more as the
/// time that has passed gives back.
record Rate(long most, Duration within) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})/([0-9]+[a-z]+)");

    Rate {
        if (most < 1 || !within.isPositive()) {
            throw new IllegalArgumentException("a limit that lets nobody through");
        }
    }

    /// Found by Spring, by its name.
    public static Rate of(String written) {
        var found = WRITTEN.matcher(written);
        if (!found.matches()) {
            throw new IllegalArgumentException("not a limit such as 600/1m: " + written);
        }
        return new Rate(
                Long.parseLong(found.group(1)), DurationStyle.detectAndParse(found.group(2)));
    }

    @Override
    public String toString() {
        return most + "/" + within;
    }

    double perSecond() {
        return most / (within.toNanos() / 1e9);
    }
}
