package webconference.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that was done, or refused, as the audit keeps it: ids and plain facts. Of what people
/// type, it keeps only why an administrator gave up an event.
///
/// @param what its name, such as `OPEN`
/// @param by who did it; null: nobody, it came about by itself
/// @param as what they were there, such as `OWNER`; null: nothing in particular
/// @param room null: it concerns no room
/// @param establishment whose it is, where no room tells
/// @param people whom it was done to; the detail names them by their places, `{0}`, `{1}` …
/// @param detail what exactly
public record Deed(
        String what,
        Result result,
        @Nullable UserId by,
        @Nullable String as,
        @Nullable RoomId room,
        @Nullable String establishment,
        List<UserId> people,
        String detail) {

    /// What became of it.
    public enum Result {
        DONE,
        REFUSED
    }

    public Deed {
        people = List.copyOf(people);
    }

    /// Something done in a room.
    public static Deed in(
            RoomId room, String what, @Nullable UserId by, @Nullable Role as, String detail) {
        return new Deed(
                what,
                Result.DONE,
                by,
                as == null ? null : as.name(),
                room,
                null,
                List.of(),
                detail);
    }

    /// Something done to no room, by somebody who looks after the platform or an establishment, or
    /// to what is one's own.
    public static Deed by(User user, String what, @Nullable String establishment, String detail) {
        return new Deed(
                what,
                Result.DONE,
                user.id(),
                user.office(),
                null,
                establishment,
                List.of(),
                detail);
    }

    /// The same, refused.
    public Deed refused() {
        return new Deed(what, Result.REFUSED, by, as, room, establishment, people, detail);
    }

    /// The same, in a room that nobody can look up yet.
    Deed of(@Nullable String school) {
        return new Deed(what, result, by, as, room, school, people, detail);
    }

    /// The same, done to these people.
    public Deed to(List<UserId> whom) {
        return new Deed(what, result, by, as, room, establishment, whom, detail);
    }
}
