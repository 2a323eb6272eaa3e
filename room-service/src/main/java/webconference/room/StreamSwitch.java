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
    private final Clock clock;

    StreamSwitch(Rooms rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    public Room want(RoomId id, StreamWish.Wanted wanted, User by) {
        var room = rooms.get(id);
        room.wantStream(wanted, by, clock.instant());
        return rooms.save(room);
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
