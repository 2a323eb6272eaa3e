package webconference.room;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Which rooms have the same key for the same server. A server takes one stream under a key: of two
/// it refuses the second, or breaks off the first.
@Service
public class KeyUse {

    /// Another room with the key.
    ///
    /// @param name null for those who may not know that room
    /// @param live whether its stream is under way
    record Other(@Nullable String name, boolean live) {

        static Other of(Room room, User user) {
            var known = room.allows(user, Action.SEE);
            return new Other(known ? room.settings().name() : null, room.isBroadcast());
        }
    }

    private final Rooms rooms;

    KeyUse(Rooms rooms) {
        this.rooms = rooms;
    }

    /// The other room that matters most: one that is live, one whose name may be told.
    Optional<Other> beside(RoomId room, StreamTarget target, User by) {
        return others(room, target)
                .map(other -> Other.of(other, by))
                .min(
                        comparing((Other other) -> !other.live())
                                .thenComparing(Other::name, nullsLast(naturalOrder())));
    }

    /// Whether a stream of the room would disturb none of another.
    boolean isFreeFor(Room room) {
        var target = room.settings().streaming();
        return target == null || others(room.id(), target).noneMatch(Room::isBroadcast);
    }

    private Stream<Room> others(RoomId room, StreamTarget target) {
        var mark = target.keyMark();
        return mark == null
                ? Stream.empty()
                : rooms.findByKeyMark(mark).stream()
                        .filter(other -> !other.id().equals(room))
                        .filter(other -> isAt(target.host(), other.settings().streaming()));
    }

    private static boolean isAt(String host, @Nullable StreamTarget target) {
        return target != null && target.host().equals(host);
    }
}
