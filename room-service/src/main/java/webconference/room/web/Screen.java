package webconference.room.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.RoomId;
import webconference.room.UserId;

/// One browser tab that is told of changes. Its own thread writes to it, so a slow one holds nobody
/// up; one that falls too far behind is dropped and comes back by itself.
class Screen {

    private static final int MOST_BEHIND = 64 * 1024;
    private static final OpenScreens.Change NOTHING =
            new OpenScreens.Change(0, OpenScreens.Change.NO_ROOM, Optional.empty());

    private final Sight sight;
    private final Instant until;
    private final OutputStream out;
    private final JsonMapper json;
    private final Clock clock;

    private final BlockingQueue<OpenScreens.Change> changes = new LinkedBlockingQueue<>();
    private final AtomicInteger behind = new AtomicInteger(); // bytes that wait in changes
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile boolean outdated;
    private long number;

    /// @param until when it ends at the latest
    Screen(Sight sight, Instant until, OutputStream out, JsonMapper json, Clock clock) {
        this.sight = sight;
        this.until = until;
        this.out = out;
        this.json = json;
        this.clock = clock;
    }

    /// Takes a change for later, if it may concern this screen.
    ///
    /// @return whether the screen keeps up
    boolean offer(OpenScreens.Change change) {
        if (closed || (ready && !sight.mayConcern(change))) {
            return true;
        }
        if (behind.addAndGet(sight.weightOf(change)) > MOST_BEHIND) {
            changes.clear();
            close();
            return false;
        }
        changes.add(change);
        return true;
    }

    @Nullable UserId person() {
        return sight.person();
    }

    @Nullable RoomId waitsAt() {
        return sight.waitsAt();
    }

    /// Ends it soon; its tab comes back by itself.
    void close() {
        closed = true;
        changes.add(NOTHING); // wakes it
    }

    boolean isOf(Set<String> people) {
        return sight.isOf(people);
    }

    /// Ends it because whose it is may see something else now: its tab loads everything anew first.
    void startOver() {
        outdated = true;
        close();
    }

    /// Tells what changes until the tab is gone, its time is over, or it is closed.
    void show(OpenScreens.Joined joined, OpenScreens screens, LiveAnswers.Properties properties)
            throws IOException, InterruptedException {
        number = joined.latest();
        write("retry: " + screens.comesBackAfter() + "\nid: " + number + "\n\n");
        sight.begin(joined, screens, this::event);
        ready = true;
        while (!closed && clock.instant().isBefore(until)) {
            var silence = properties.at(sight.waitsAt());
            var change = changes.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (change == null) {
                write("retry: " + screens.comesBackAfter() + "\n:\n\n");
            } else if (!change.equals(NOTHING)) {
                behind.addAndGet(-sight.weightOf(change));
                number = Math.max(number, change.number());
                sight.tell(change, this::event);
            }
        }
        if (outdated) {
            event("reset", Map.of());
        }
    }

    private void event(String name, Object data) throws IOException {
        write(
                "id: %d\nevent: %s\ndata: %s\n\n"
                        .formatted(number, name, json.writeValueAsString(data)));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
