package webconference.room.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import webconference.room.Invited;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.invitation.InvitationDesk;

/// The screens that are open on this instance, and the changes they may have missed.
///
/// Each change heard gets the next number; it is the id of the events that tell of it. Numbers
/// start from the time of this instance's start, so that those of another instance are never taken
/// for its own: a screen that comes back from elsewhere, or too late, is told to load everything
/// anew.
@Component
class OpenScreens {

    private static final int MOST_REMEMBERED = 10_000;
    private static final long NUMBERS_PER_MS = 1_000;

    /// A room as it stands after a change; empty: it is gone.
    ///
    /// @param invitation how an invitation stands, when the change is about one and not the room
    record Change(
            long number,
            RoomId id,
            Optional<RoomSnapshot> room,
            @Nullable InvitationNews invitation) {

        Change(long number, RoomId id, Optional<RoomSnapshot> room) {
            this(number, id, room, null);
        }
    }

    private record Heard(long number, RoomId room) {}

    private final Rooms rooms;
    private final RoomViews views;
    private final Invited invited;
    private final InvitationDesk invitations;
    private final Set<Screen> screens = ConcurrentHashMap.newKeySet();
    private final Deque<Heard> remembered = new ArrayDeque<>();
    private long forgotten; // all changes up to this one
    private long latest;

    OpenScreens(
            Rooms rooms,
            RoomViews views,
            Invited invited,
            InvitationDesk invitations,
            Clock clock,
            MeterRegistry meters) {
        this.rooms = rooms;
        this.views = views;
        this.invited = invited;
        this.invitations = invitations;
        latest = clock.millis() * NUMBERS_PER_MS;
        forgotten = latest;
        meters.gaugeCollectionSize("sse.clients", List.of(), screens);
    }

    /// Looks at a room once and hands what it sees to the screens that may be concerned.
    void changed(RoomId id) {
        var change = look(number(id), id);
        screens.forEach(screen -> screen.offer(change));
    }

    /// Says how an invitation stands to those who may invite there. What a screen misses it asks
    /// for, so that this has no number of its own.
    void invitationChanged(UUID id) {
        var invitation = screens.isEmpty() ? null : invitations.standing(id).orElse(null);
        if (invitation == null) {
            return;
        }
        var room = invitation.room();
        var change = new Change(latest(), room, look(room).room(), InvitationNews.of(invitation));
        screens.forEach(screen -> screen.offer(change));
    }

    private synchronized long latest() {
        return latest;
    }

    private synchronized long number(RoomId id) {
        latest++;
        remembered.addLast(new Heard(latest, id));
        if (remembered.size() > MOST_REMEMBERED) {
            forgotten = remembered.removeFirst().number();
        }
        return latest;
    }

    /// A room as it stands now, whatever was told of it before.
    Change look(RoomId id) {
        return look(0, id);
    }

    private Change look(long number, RoomId id) {
        return new Change(
                number, id, rooms.findById(id).map(room -> new RoomSnapshot(room, views, invited)));
    }

    /// Nobody knows what changed: every screen comes back and is told to load everything.
    synchronized void missedSome() {
        latest++;
        forgotten = latest;
        remembered.clear();
        screens.forEach(Screen::close);
    }

    /// These people may see something else now than when their screens were opened.
    void outdated(Set<String> people) {
        screens.stream().filter(screen -> screen.isOf(people)).forEach(Screen::startOver);
    }

    /// So may many, or everybody.
    void outdated() {
        screens.forEach(Screen::startOver);
    }

    void closeAll() {
        screens.forEach(Screen::close);
    }

    /// What a screen that joins needs to know.
    ///
    /// @param latest the number of the last change before it joined
    /// @param missed rooms that changed since it was here; null: nobody knows
    record Joined(long latest, @Nullable Set<RoomId> missed) {}

    /// From now on the screen is told; of what was before, the answer tells.
    synchronized Joined join(Screen screen, @Nullable Long lastSeen) {
        screens.add(screen);
        if (lastSeen == null) {
            return new Joined(latest, Set.of());
        }
        if (lastSeen < forgotten || lastSeen > latest) {
            return new Joined(latest, null);
        }
        var missed = new HashSet<RoomId>();
        remembered.stream()
                .filter(heard -> heard.number() > lastSeen)
                .forEach(heard -> missed.add(heard.room()));
        return new Joined(latest, missed);
    }

    void leave(Screen screen) {
        screens.remove(screen);
    }
}
