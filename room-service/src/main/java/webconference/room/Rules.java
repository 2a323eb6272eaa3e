package webconference.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an establishment allows in its rooms.
///
/// @param publicLinks whether guests without account may come by a room's public link
/// @param externalInvitations whether addresses outside the platform may be written to
/// @param openRooms how many of its rooms may be open at once; null: as many as the platform takes
/// @param streamHosts `host` or `host:port` of the servers its rooms may be broadcast to; empty:
///   all that the platform allows
public record Rules(
        boolean publicLinks,
        boolean externalInvitations,
        @Nullable Integer openRooms,
        List<String> streamHosts) {

    public Rules {
        streamHosts = List.copyOf(streamHosts);
    }
}
