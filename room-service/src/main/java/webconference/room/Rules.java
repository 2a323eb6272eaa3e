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

    /// Whether a room may be broadcast to that server, as far as these rules go: what the platform
    /// forbids stays forbidden.
    public boolean streamsTo(String host, int port) {
        return streamHosts.isEmpty() || lists(host + ":" + port);
    }

    /// Whether a server is among those listed.
    ///
    /// @param server `host` or `host:port`; a listed host is listed with all its ports
    public boolean lists(String server) {
        return streamHosts.contains(server)
                || (server.contains(":")
                        && streamHosts.contains(server.substring(0, server.indexOf(':'))));
    }
}
