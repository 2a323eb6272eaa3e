package webconference.meeting;

import java.time.Instant;
import java.util.UUID;

/// The words the tests share.
final class MeetingFixtures {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final RoomId ROOM = new RoomId(UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11"));
    static final OpeningId OPENING =
            new OpeningId(UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11"));
    static final ServerName ONE = new ServerName("one");
    static final ServerName TWO = new ServerName("two");
    static final PersonId ADA = new PersonId("ada");
    static final PersonId BRUNO = new PersonId("bruno");
    static final PersonId ZOE = new PersonId("zoe");

    private MeetingFixtures() {}

    static Meeting aWantedMeeting() {
        return Meeting.wanted(ROOM, OPENING, "Physique 3B", false, false, null, 0, NOON);
    }

    static Meeting aMeetingAskedForOn(ServerName server) {
        var meeting = aWantedMeeting();
        meeting.placeOn(server);
        return meeting;
    }

    static Meeting aStartedMeeting() {
        var meeting = aMeetingAskedForOn(ONE);
        meeting.started(ONE, 1_760_000_000_123L, NOON);
        meeting.published();
        return meeting;
    }

    static Meeting anEndingMeeting() {
        var meeting = aStartedMeeting();
        meeting.close(NOON);
        return meeting;
    }
}
