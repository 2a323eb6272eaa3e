package webconference.room;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Wrong codes that came from one place to one room of late.
@Entity
@Table(name = "code_tries")
class CodeTry {

    static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_WRONG = 5;

    @Id private String who;
    private int wrong;
    private Instant lastAt;

    @SuppressWarnings("NullAway.Init")
    protected CodeTry() {}

    CodeTry(String who, Instant at) {
        this.who = who;
        this.lastAt = at;
    }

    /// How long no code is looked at; null: one is, now.
    @Nullable Duration pauseAt(Instant now) {
        var pause = Duration.between(now, lastAt.plus(PAUSE));
        return wrong < MOST_WRONG || !pause.isPositive() ? null : pause;
    }

    void wrong(Instant at) {
        wrong = at.isBefore(lastAt.plus(PAUSE)) ? wrong + 1 : 1;
        lastAt = at;
    }
}
