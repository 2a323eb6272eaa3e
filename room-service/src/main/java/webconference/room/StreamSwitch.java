package webconference.room;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Where streams are asked for, and where is heard what they do.
@Service
@Contended
public class StreamSwitch {

    private final Rooms rooms;
    private final EstablishmentRules rules;
    private final Clock clock;

    StreamSwitch(Rooms rooms, EstablishmentRules rules, Clock clock) {
        this.rooms = rooms;
        this.rules = rules;
        this.clock = clock;
    }

    public Room want(RoomId id, StreamWish.Wanted wanted, User by) {
        var room = rooms.get(id);
        if (wanted == StreamWish.Wanted.LIVE) {
            room.require(by, Action.START_STREAM);
            requireAllowed(room);
        }
        room.wantStream(wanted, by, clock.instant());
        return rooms.save(room);
    }

    private void requireAllowed(Room room) {
        var settings = room.settings();
        if (!rules.rulesOf(settings.door().establishment()).allow(settings.streaming())) {
            throw new RoomConflict(room.id(), RoomConflict.Why.STREAM_HOST_FORBIDDEN);
        }
    }

    public void told(
            RoomId id, OpeningId opening, UUID run, long heard, Instant at, StreamNews news) {
        rooms.findById(id)
                .ifPresent(room -> {
                    room.streamTold(opening, run, heard, at, news);
                    rooms.save(room);
                });
    }
}
