package webconference.room;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where rooms are made, looked at, changed, shared and deleted.
@Service
@Contended
public class RoomDesk {

    private static final int LONGEST_KEY = 200;

    private final Rooms rooms;
    private final Acquaintances acquaintances;
    private final Clock clock;

    RoomDesk(Rooms rooms, Acquaintances acquaintances, Clock clock) {
        this.rooms = rooms;
        this.acquaintances = acquaintances;
        this.clock = clock;
    }

    /// @throws NotAllowed if they may have no rooms
    public void requireMayCreate(User user) {
        if (!user.mayCreate()) {
            throw new NotAllowed(null, user.id(), "CREATE");
        }
    }

    /// Makes a room. The same key from the same person gives the same room again.
    public Room create(RoomId id, RoomSettings settings, @Nullable String key, User by) {
        requireMayCreate(by);
        if (key != null && key.length() > LONGEST_KEY) {
            throw new InputRefused(FieldProblem.of("Idempotency-Key", "key-long", LONGEST_KEY));
        }
        return rooms.findAgain(by.id(), key)
                .orElseGet(() -> {
                    var room = new Room(id, by.id(), settings, key, clock.instant());
                    room.readyForGuests(GuestLink.random());
                    return rooms.save(room);
                });
    }

    /// The rooms somebody owns or is lent.
    @Transactional(readOnly = true)
    public List<Room> roomsOf(User user) {
        var known = rooms.findKnownTo(user);
        known.forEach(Room::shares); // fetched here, for all rooms at once
        return known;
    }

    /// No more than which rooms these are.
    @Transactional(readOnly = true)
    public Set<RoomId> idsOfRoomsOf(User user) {
        return rooms.findIdsKnownTo(user);
    }

    /// @throws RoomNotFound if there is none, or none they may know
    @Transactional(readOnly = true)
    public Room look(RoomId id, User user) {
        return look(id, user, Action.SEE);
    }

    /// @throws RoomNotFound if there is none, or none they may know
    /// @throws NotAllowed if they may not do that in it
    @Transactional(readOnly = true)
    public Room look(RoomId id, User user, Action action) {
        var room = rooms.get(id);
        room.require(user, action);
        return room;
    }

    public Room change(RoomId id, RoomSettings settings, long basedOn, User by) {
        var room = rooms.get(id);
        room.change(settings, basedOn, by);
        room.readyForGuests(GuestLink.random());
        return rooms.save(room);
    }

    /// Gives the room a new public link; the one before is dead.
    public Room renewLink(RoomId id, User by) {
        var room = rooms.get(id);
        room.renewLink(GuestLink.random(), by);
        return rooms.save(room);
    }

    /// @param leaving whether this person knows that they may lose the room by it
    /// @throws InputRefused if a person or group was added that this person cannot see, or that
    ///   left
    public Room share(
            RoomId id, Set<Share> shares, @Nullable Long basedOn, boolean leaving, User by) {
        var room = rooms.get(id);
        room.require(by, Action.SHARE);
        requireAcquaintance(room, shares, by);
        room.shareWith(shares, basedOn, leaving, by, clock.instant());
        return rooms.save(room);
    }

    /// What sharing it with these and no others would do. Nothing is changed.
    ///
    /// @throws InputRefused as [#share] does
    public ShareEffect effectOf(RoomId id, Set<Share> shares, User by) {
        var room = rooms.get(id);
        room.require(by, Action.SHARE);
        requireAcquaintance(room, shares, by);
        var crowd = acquaintances.crowd(shares, room.owner());
        return new ShareEffect(crowd.people(), crowd.pupils(), room.isLostBy(by, shares));
    }

    private void requireAcquaintance(Room room, Set<Share> shares, User by) {
        var added = new HashSet<>(shares);
        added.removeAll(room.shares());
        var strangers = acquaintances.strangers(by, added);
        if (strangers.isEmpty()) {
            return;
        }
        var people =
                strangers.stream()
                        .filter(s -> s.kind() == Share.Kind.PERSON)
                        .map(Share::subject)
                        .collect(toSet());
        var departed = acquaintances.departed(by, people);
        throw new InputRefused(strangers.stream().map(s -> problemWith(s, departed)).toList());
    }

    private static FieldProblem problemWith(Share share, Set<String> departed) {
        var left = share.kind() == Share.Kind.PERSON && departed.contains(share.subject());
        return FieldProblem.of(
                "shares", left ? "subject-left" : "subject-unknown", share.subject());
    }

    public void delete(RoomId id, User by) {
        var room = rooms.get(id);
        room.delete(by, clock.instant());
        rooms.delete(room);
    }
}
