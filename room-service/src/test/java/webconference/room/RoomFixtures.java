package webconference.room;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rooms and people as the tests need them; what a test is not about is filled in.
class RoomFixtures {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final RoomId ROOM = new RoomId(UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11"));
    static final OpeningId OPENING =
            new OpeningId(UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11"));
    static final OpeningId ANOTHER_OPENING = new OpeningId(new UUID(0, 7));
    static final UUID RUN = UUID.fromString("3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21");

    static final User ADA = person("ada");
    static final User BRUNO = person("bruno", "equipe-3b");
    static final User CHLOE = person("chloe");
    static final User ZOE = person("zoe");
    static final User SAM =
            new User(new UserId("sam"), "Sam", Set.of(), Set.of(), true, true, true, Set.of());

    static final StreamTarget TARGET =
            new StreamTarget(
                    "rtmp://tube.example.org:1935/live",
                    "eyJhbGciOiJFQ0RILUVTIn0.sealed.by.room.service",
                    "mark",
                    OnStop.PAUSE);

    static User person(String id, String... groups) {
        return new User(
                new UserId(id),
                id,
                Set.copyOf(List.of(groups)),
                Set.of(),
                true,
                true,
                false,
                Set.of());
    }

    /// A closed room of Ada's that has nothing to tell yet.
    static Room aClosedRoom() {
        return aClosedRoom(null);
    }

    static Room aClosedRoom(@Nullable StreamTarget target) {
        return new Room(ROOM, ADA.id(), settings("Physique 3B", true, target), null, NOON);
    }

    static RoomSettings settings(String name, boolean waitingRoom, @Nullable StreamTarget target) {
        return new RoomSettings(name, waitingRoom, target, Door.of(null));
    }

    static Room anOpeningRoom(@Nullable StreamTarget target) {
        var room = aClosedRoom(target);
        room.open(OPENING, false, ADA, NOON);
        room.published();
        return room;
    }

    static Room anOpenRoom(@Nullable StreamTarget target) {
        var room = anOpeningRoom(target);
        room.meetingStarted(OPENING, 0, NOON);
        return room;
    }

    static Share moderator(String person) {
        return new Share(Share.Kind.PERSON, person, Role.MODERATOR);
    }

    static Share manager(String person) {
        return new Share(Share.Kind.PERSON, person, Role.MANAGER);
    }

    static List<RoomEvent> told(Room room) {
        return room.events().stream()
                .filter(RoomEvent.class::isInstance)
                .map(RoomEvent.class::cast)
                .toList();
    }

    private RoomFixtures() {}
}
