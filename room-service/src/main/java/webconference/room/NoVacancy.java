package webconference.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// As many rooms are open as may be.
public class NoVacancy extends RuntimeException {

    /// Of what it is that no more fit in.
    public enum Of {
        ESTABLISHMENT,
        PLATFORM
    }

    /// A room that takes a place, and whom to ask.
    public record Taken(RoomId id, String name, UserId openedBy) {}

    private final Of of;
    private final int limit;
    private final transient @Nullable List<Taken> taken;
    private final transient Deed refused;

    /// @param taken the rooms that are open; null: the asker may not know
    public NoVacancy(Of of, int limit, @Nullable List<Taken> taken, Deed refused) {
        super("%s: %d rooms are open".formatted(of, limit));
        this.of = of;
        this.limit = limit;
        this.taken = taken;
        this.refused = refused.refused();
    }

    public Of of() {
        return of;
    }

    public int limit() {
        return limit;
    }

    public @Nullable List<Taken> taken() {
        return taken;
    }

    /// What was wanted, for the audit.
    public Deed refused() {
        return refused;
    }
}
