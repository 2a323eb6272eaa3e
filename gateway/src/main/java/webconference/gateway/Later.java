package webconference.gateway;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When the same request may succeed.
///
/// @param delay from now on
/// @param at the day and hour that were promised, as they are to be read; null: none were
public record Later(Duration delay, @Nullable OffsetDateTime at) {

    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("'le' EEEE d MMMM 'à' HH:mm", Locale.FRENCH);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("'on' EEEE d MMMM 'at' HH:mm", Locale.ENGLISH);

    public static Later in(Duration delay) {
        return new Later(delay, null);
    }

    /// Never less than one: nobody is to ask again at once.
    long seconds() {
        return Math.max(1, delay.plusMillis(999).toSeconds());
    }

    /// « le mercredi 25 novembre à 18:30 »
    String back(Locale language) {
        var english = language.equals(Locale.ENGLISH);
        if (at == null) {
            return english ? "in a few minutes" : "dans quelques minutes";
        }
        return (english ? ENGLISH : FRENCH).format(at);
    }
}
