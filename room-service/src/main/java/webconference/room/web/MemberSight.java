package webconference.room.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.operations.Vacancy;
import webconference.room.web.OpenScreens.Change;
import webconference.room.web.OpenScreens.Joined;

/// What somebody signed in sees: the rooms they know, and the room at whose door they wait.
class MemberSight implements Sight {

    private static final int FRAME = 64;
    private static final int SMALL = 256;

    private final User user;
    private final @Nullable RoomId door;
    private final BooleanSupplier upToDate;
    private final Supplier<Set<RoomId>> rooms;
    private final Supplier<List<Vacancy>> vacancies;
    private final Set<RoomId> known = ConcurrentHashMap.newKeySet();
    private Set<RoomId> everKnown = Set.of();
    private volatile @Nullable RoomId waitsAt;

    /// @param door the room at whose door somebody waits; null: nobody does
    /// @param upToDate whether what they are and belong to is still so
    /// @param rooms those they know when it begins
    /// @param vacancies the places that came free for them lately
    MemberSight(
            User user,
            @Nullable RoomId door,
            BooleanSupplier upToDate,
            Supplier<Set<RoomId>> rooms,
            Supplier<List<Vacancy>> vacancies) {
        this.user = user;
        this.door = door;
        this.upToDate = upToDate;
        this.rooms = rooms;
        this.vacancies = vacancies;
    }

    /// A room that they do not know. Where to look is told with it.
    record Gone(UUID id) {}

    @Override
    public UserId person() {
        return user.id();
    }

    @Override
    public @Nullable RoomId waitsAt() {
        return waitsAt;
    }

    @Override
    public int weightOf(Change change) {
        if (change.news() != null || change.vacancyFor() != null) {
            return SMALL;
        }
        return FRAME
                + change.room()
                        .filter(room -> room.mayBeSeenBy(user))
                        .map(room -> room.seenBy(user).length())
                        .orElse(0);
    }

    @Override
    public boolean mayConcern(Change change) {
        if (change.news() != null) {
            return change.room().filter(room -> room.mayInvite(user)).isPresent();
        }
        if (change.vacancyFor() != null) {
            return change.vacancyFor().equals(user.id());
        }
        return change.id().equals(door)
                || known.contains(change.id())
                || change.room().filter(room -> room.mayBeSeenBy(user)).isPresent();
    }

    @Override
    public boolean isOf(Set<String> people) {
        return people.contains(user.id().value());
    }

    @Override
    public boolean isUpToDate() {
        return upToDate.getAsBoolean();
    }

    @Override
    public void begin(Joined joined, OpenScreens screens, Telling screen) throws IOException {
        known.addAll(rooms.get());
        known.addAll(joined.everKnown());
        everKnown = joined.everKnown();
        everKnown.addAll(known);
        if (joined.missed() == null) {
            screen.event("reset", Map.of());
        } else {
            for (var id : joined.missed()) {
                if (known.contains(id)) { // others are not looked at, however many changed
                    tellRoom(screens.look(id), screen);
                }
            }
        }
        if (door != null) {
            tellDoor(screens.look(door), screen);
        }
        tellVacancies(screen);
    }

    @Override
    public void tell(Change change, Telling screen) throws IOException {
        var news = change.news();
        if (news != null) {
            if (mayConcern(change)) {
                screen.event(news.event(), news);
            }
            return;
        }
        if (change.vacancyFor() != null) {
            if (mayConcern(change)) {
                tellVacancies(screen);
            }
            return;
        }
        tellRoom(change, screen);
        if (change.id().equals(door)) {
            tellDoor(change, screen);
        }
    }

    private void tellRoom(Change change, Telling screen) throws IOException {
        var seen = change.room().filter(room -> room.mayBeSeenBy(user));
        if (seen.isPresent()) {
            known.add(change.id());
            everKnown.add(change.id());
            screen.event("room", new RawValue(seen.get().seenBy(user)));
        } else if (known.remove(change.id())) {
            screen.event("gone", new Gone(change.id().value()));
        }
    }

    private void tellVacancies(Telling screen) throws IOException {
        for (var vacancy : vacancies.get()) {
            screen.event("vacancy", vacancy);
        }
    }

    private void tellDoor(Change change, Telling screen) throws IOException {
        var seen = change.room().flatMap(room -> room.doorSeenBy(user));
        waitsAt = seen.filter(DoorView::isWaitedAt).isPresent() ? door : null;
        if (seen.isPresent()) {
            screen.event("door", seen.get());
        } else {
            screen.event("gone", new Gone(change.id().value()));
        }
    }
}
