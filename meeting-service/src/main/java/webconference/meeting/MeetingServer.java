package webconference.meeting;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server that meetings are held on.
public interface MeetingServer {

    ServerName name();

    /// Starts a meeting. Starting one that is there already changes nothing.
    ///
    /// @param within how long it may take, if that is less than usual
    /// @return what the server tells this meeting from any other of the same id by
    /// @throws MeetingServerFailure if the server did not confirm it; it may be there nevertheless
    long start(MeetingPlan plan, Duration within);

    /// Ends a meeting for everybody. One that the server does not know has ended.
    ///
    /// @throws MeetingServerFailure if the server did not confirm it
    void end(OpeningId opening);

    /// What it has now.
    ///
    /// @throws MeetingServerFailure if nobody knows
    Report report();

    /// One meeting, or nothing if it is not there.
    ///
    /// @throws MeetingServerFailure if nobody knows
    Optional<Found> find(OpeningId opening);

    /// Asks the server to tell by itself what happens. Asking again changes nothing.
    ///
    /// @throws MeetingServerFailure if the server did not confirm it
    void subscribe();

    /// Where a browser enters a meeting. A secret: who has it is let in.
    URI entrance(StartedMeeting meeting, Visitor visitor);

    /// Where the streaming robot's browser enters.
    ///
    /// @param waits whether a moderator is asked to admit it
    URI liveEntrance(StartedMeeting meeting, boolean waits);

    /// @param people how many there are, in meetings of others too
    record Report(List<Found> meetings, int people) {}

    /// @param present everybody, Live included
    record Found(OpeningId opening, Map<PersonId, Presence> present) {}

    /// @param waits whether a moderator is asked to admit them
    /// @param door path of the portal's page that they go back to if the server refuses them
    record Visitor(PersonId person, String name, Role role, boolean waits, String door) {}
}
