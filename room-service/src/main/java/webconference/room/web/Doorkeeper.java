package webconference.room.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.doorstep.Doorsteps;

/// Sees who waits at the doors: on the screens that are open here, and among those who ask again
/// and again because nothing reaches them otherwise.
@Component
class Doorkeeper {

    private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private record Visit(RoomId room, UserId person) {}

    private final OpenScreens screens;
    private final Doorsteps doorsteps;
    private final Clock clock;
    private final Map<Visit, Instant> visits = new ConcurrentHashMap<>();

    Doorkeeper(OpenScreens screens, Doorsteps doorsteps, Clock clock) {
        this.screens = screens;
        this.doorsteps = doorsteps;
        this.clock = clock;
    }

    /// Somebody asked how the door stands.
    ///
    /// @param waiting whether they ask because they wait there and nothing reaches them
    void asked(DoorView door, User user, boolean waiting) {
        if (waiting && door.isWaitedAt()) {
            visits.put(new Visit(new RoomId(door.id()), user.id()), clock.instant());
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    void count() {
        try {
            doorsteps.count(waiting());
        } catch (DataAccessException | TransactionException e) {
            log.warn("Who waits was not counted: {}", e.toString());
        }
    }

    private Map<RoomId, Set<UserId>> waiting() {
        var since = clock.instant().minus(REMEMBERED);
        visits.values().removeIf(at -> at.isBefore(since));
        var all = screens.waiting();
        visits.keySet()
                .forEach(visit ->
                        all.computeIfAbsent(visit.room(), _ -> new HashSet<>())
                                .add(visit.person()));
        return all;
    }
}
