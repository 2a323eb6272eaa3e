package webconference.room.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.RoomId;
import webconference.room.User;

/// One browser tab that is told of changes. Its own thread writes to it, so a slow one holds nobody
/// up; one that falls too far behind is dropped and comes back by itself.
class Screen {

    private static final int MOST_BEHIND = 64 * 1024;
    private static final OpenScreens.Change NOTHING =
            new OpenScreens.Change(0, new RoomId(new UUID(0, 0)), Optional.empty());

    private final User user;
    private final @Nullable RoomId door;
    private final Instant signedInUntil;
    private final OutputStream out;
    private final JsonMapper json;
    private final Clock clock;

    private final BlockingQueue<OpenScreens.Change> changes = new LinkedBlockingQueue<>();
    private final AtomicInteger behind = new AtomicInteger(); // bytes that wait in changes
    private final Set<RoomId> known = ConcurrentHashMap.newKeySet();
    private Set<RoomId> everKnown = Set.of();
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile boolean outdated;
    private long number;

    /// @param door the room at whose door somebody waits; null: nobody does
    /// @param signedInUntil when the token ends, and with it what may be shown
    Screen(
            User user,
            @Nullable RoomId door,
            Instant signedInUntil,
            OutputStream out,
            JsonMapper json,
            Clock clock) {
        this.user = user;
        this.door = door;
        this.signedInUntil = signedInUntil;
        this.out = out;
        this.json = json;
        this.clock = clock;
    }

    User user() {
        return user;
    }

    /// Takes a change for later, if it may concern this screen.
    ///
    /// @return whether the screen keeps up
    boolean offer(OpenScreens.Change change) {
        if (closed || !mayConcern(change)) {
            return true;
        }
        if (behind.addAndGet(change.weightFor(user)) > MOST_BEHIND) {
            changes.clear();
            close();
            return false;
        }
        changes.add(change);
        return true;
    }

    private boolean mayConcern(OpenScreens.Change change) {
        return !ready
                || change.id().equals(door)
                || known.contains(change.id())
                || change.room().filter(room -> room.mayBeSeenBy(user)).isPresent();
    }

    /// Ends it soon; its tab comes back by itself.
    void close() {
        closed = true;
        changes.add(NOTHING); // wakes it
    }

    boolean isOf(Set<String> people) {
        return people.contains(user.id().value());
    }

    /// Ends it because its user may see something else now: its tab loads everything anew first.
    void startOver() {
        outdated = true;
        close();
    }

    /// Tells what changes until the tab is gone, its token ends, or it is closed.
    ///
    /// @param rooms those its user knows at the start
    void show(OpenScreens.Joined joined, Set<RoomId> rooms, OpenScreens screens, Duration heartbeat)
            throws IOException, InterruptedException {
        number = joined.latest();
        known.addAll(rooms);
        known.addAll(joined.everKnown());
        everKnown = joined.everKnown();
        everKnown.addAll(rooms);
        ready = true;
        write("retry: " + screens.comesBackAfter() + "\nid: " + number + "\n\n");
        if (joined.missed() == null) {
            event("reset", "{}");
        } else {
            for (var id : joined.missed()) {
                if (known.contains(id)) { // others are not looked at, however many changed
                    tell(new OpenScreens.Change(number, id, screens.snapshot(id)));
                }
            }
        }
        if (door != null) {
            tellDoor(new OpenScreens.Change(number, door, screens.snapshot(door)));
        }
        while (!closed && clock.instant().isBefore(signedInUntil)) {
            var change = changes.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            if (change == null) {
                write("retry: " + screens.comesBackAfter() + "\n:\n\n");
            } else if (!change.equals(NOTHING)) {
                behind.addAndGet(-change.weightFor(user));
                tell(change);
                tellDoor(change);
            }
        }
        if (outdated) {
            event("reset", "{}");
        }
    }

    private void tell(OpenScreens.Change change) throws IOException {
        number = Math.max(number, change.number());
        var seen = change.room().filter(room -> room.mayBeSeenBy(user));
        if (seen.isPresent()) {
            known.add(change.id());
            everKnown.add(change.id());
            event("room", seen.get().seenBy(user));
        } else if (known.remove(change.id())) {
            gone(change.id());
        }
    }

    private void tellDoor(OpenScreens.Change change) throws IOException {
        if (!change.id().equals(door)) {
            return;
        }
        if (change.room().isPresent()) {
            event("door", json.writeValueAsString(change.room().get().doorSeenBy(user)));
        } else {
            gone(change.id());
        }
    }

    /// A room that is not there for them any more.
    record Gone(UUID id) {}

    private void gone(RoomId id) throws IOException {
        event("gone", json.writeValueAsString(new Gone(id.value())));
    }

    private void event(String name, String data) throws IOException {
        write("id: " + number + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
