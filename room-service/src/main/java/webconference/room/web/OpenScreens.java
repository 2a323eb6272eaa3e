package webconference.room.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.Invited;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.UserId;
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
    private static final int MOST_PEOPLE = 10_000;
    private static final long NUMBERS_PER_MS = 1_000;
    private static final int FIRST_BACK_MS = 1_000;
    private static final int ALL_BACK_MS = 3_000;
    private static final int EACH_BACK_MS = 11;
    private static final double EVENLY = (Math.sqrt(5) - 1) / 2;

    /// A room as it stands after a change; empty: it is gone.
    ///
    /// @param news when the change is about something in the room and not the room
    /// @param vacancyFor who waited for a place that came free, when it is about that and no room
    record Change(
            long number,
            RoomId id,
            Optional<RoomSnapshot> room,
            @Nullable News news,
            @Nullable UserId vacancyFor) {

        static final RoomId NO_ROOM = new RoomId(new UUID(0, 0));

        Change(long number, RoomId id, Optional<RoomSnapshot> room) {
            this(number, id, room, null, null);
        }
    }

    private record Heard(long number, RoomId room) {}

    private final Rooms rooms;
    private final RoomViews views;
    private final Invited invited;
    private final JsonMapper json;
    private final InvitationDesk invitations;
    private final Set<Screen> screens = ConcurrentHashMap.newKeySet();
    private final Deque<Heard> remembered = new ArrayDeque<>();
    private final Map<UserId, Set<RoomId>> everKnown =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UserId, Set<RoomId>> eldest) {
                    return size() > MOST_PEOPLE;
                }
            };
    private final Counter tooSlow;
    private final AtomicLong told = new AtomicLong();
    private long forgotten; // all changes up to this one
    private long latest;

    OpenScreens(
            Rooms rooms,
            RoomViews views,
            Invited invited,
            JsonMapper json,
            InvitationDesk invitations,
            Clock clock,
            MeterRegistry meters) {
        this.rooms = rooms;
        this.views = views;
        this.invited = invited;
        this.json = json;
        this.invitations = invitations;
        latest = clock.millis() * NUMBERS_PER_MS;
        forgotten = latest;
        meters.gaugeCollectionSize("sse.clients", List.of(), screens);
        tooSlow = meters.counter("sse.dropped");
    }

    /// Looks at a room once and hands what it sees to the screens that may be concerned.
    void changed(RoomId id) {
        tell(look(number(id), id));
    }

    private void tell(Change change) {
        screens.forEach(screen -> {
            if (!screen.offer(change)) {
                leave(screen);
                tooSlow.increment();
            }
        });
    }

    /// Says how an invitation stands to those who may invite there. What a screen misses it asks
    /// for, so that this has no number of its own.
    void invitationChanged(UUID id) {
        var invitation = screens.isEmpty() ? null : invitations.standing(id).orElse(null);
        if (invitation == null) {
            return;
        }
        var room = invitation.room();
        tell(new Change(latest(), room, look(room).room(), InvitationNews.of(invitation), null));
    }

    /// Tells somebody that a place came free. What a screen misses it is told when it comes back,
    /// so that this has no number of its own either.
    void vacancyFound(UserId person) {
        tell(new Change(latest(), Change.NO_ROOM, Optional.empty(), null, person));
    }

    /// Says that others wait to be let in, to those who may invite there; who they are is asked
    /// for.
    void accessRequestsChanged(RoomId room) {
        if (!screens.isEmpty()) {
            tell(new Change(latest(), room, look(room).room(), AccessNews.of(room), null));
        }
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
                number,
                id,
                rooms.findById(id).map(room -> new RoomSnapshot(room, views, invited, json)));
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
    /// @param everKnown rooms that screens of its person are or were told of; it adds its own
    record Joined(long latest, @Nullable Set<RoomId> missed, Set<RoomId> everKnown) {}

    /// From now on the screen is told; of what was before, the answer tells.
    synchronized Joined join(Screen screen, @Nullable Long lastSeen) {
        screens.add(screen);
        var person = screen.person();
        if (person == null) {
            return new Joined(latest, lastSeen == null ? Set.of() : null, Set.of());
        }
        var met = everKnown.containsKey(person);
        var known = everKnown.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet());
        if (lastSeen == null) {
            return new Joined(latest, Set.of(), known);
        }
        if (lastSeen < forgotten || lastSeen > latest || !met) {
            return new Joined(latest, null, known);
        }
        return new Joined(latest, changedAfter(lastSeen), known);
    }

    private Set<RoomId> changedAfter(long number) {
        var changed = new HashSet<RoomId>();
        for (var heard = remembered.descendingIterator(); heard.hasNext(); ) {
            var change = heard.next();
            if (change.number() <= number) {
                break;
            }
            changed.add(change.room());
        }
        return changed;
    }

    /// After how many milliseconds a screen that lost us comes back: the more there are, the
    /// longer, and each at another moment, so that never more than a hundred come in a second. The
    /// moments of as many as are told one after the other are spread as evenly as can be: steps of
    /// the golden ratio; random ones would crowd.
    int comesBackAfter() {
        var span = Math.max(ALL_BACK_MS - FIRST_BACK_MS, screens.size() * EACH_BACK_MS);
        var moment = told.getAndIncrement() * EVENLY % 1;
        return FIRST_BACK_MS + (int) (moment * span);
    }

    /// Who waits at which door, as far as the screens here tell; several of one person are one.
    Map<RoomId, Set<UserId>> waiting() {
        var waiting = new HashMap<RoomId, Set<UserId>>();
        for (var screen : screens) {
            var room = screen.waitsAt();
            var person = screen.person();
            if (room != null && person != null) {
                waiting.computeIfAbsent(room, _ -> new HashSet<>()).add(person);
            }
        }
        return waiting;
    }

    void leave(Screen screen) {
        screens.remove(screen);
    }
}
