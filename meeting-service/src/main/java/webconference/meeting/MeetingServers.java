package webconference.meeting;

import java.util.Optional;
import java.util.Set;

/// The servers there are.
public interface MeetingServers {

    Set<ServerName> names();

    /// One of them, or nothing if the platform does not have it any longer.
    Optional<MeetingServer> find(ServerName name);
}
