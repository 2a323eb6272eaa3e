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
    private final KeyUse keys;
    private final Clock clock;

    StreamSwitch(Rooms rooms, EstablishmentRules rules, KeyUse keys, Clock clock) {
        this.rooms = rooms;
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    /// @throws KeyTaken if another room is live with the key that this one would start with
    public Room want(RoomId id, StreamWish.Wanted wanted, User by) {
        var room = rooms.get(id);
        if (wanted == StreamWish.Wanted.LIVE) {
            room.require(by, Action.START_STREAM);
            requireAllowed(room);
            requireFree(room, by);
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

    /// A stream that is under way, paused as it may be, has the key already.
    private void requireFree(Room room, User by) {
        var target = room.settings().streaming();
        if (target == null || room.opening() == null || room.isBroadcast()) {
            return;
        }
        var taken = keys.beside(room.id(), target, by).filter(KeyUse.Other::live);
        if (taken.isPresent()) {
            throw new KeyTaken(room.id(), taken.get().name());
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
