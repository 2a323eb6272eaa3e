package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;

import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;

/// What a room's history tells those who manage it.
@WholeService
class HistoryTest {

    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired EntityManagerFactory factory;

    @Test
    void O3_O4_O5_an_opening_tells_who_opened_and_closed_it_and_how_many_came() {
        var room = api.room(ADA, "Physique");
        var opening = open(room);
        attended(room, opening, 2, 12);
        attended(room, opening, 3, 31);
        attended(room, opening, 4, 7);
        await().untilAsserted(() ->
                assertThat(api.seen(ADA, room).at("/opening/people").asInt()).isEqualTo(7));
        api.delete(ADA, "/api/v1/rooms/" + room + "/opening");
        tell("meetings.v1", "MeetingEnded", room, opening, 5, Map.of("reason", "CLOSED"));

        await().untilAsserted(() -> assertThat(latest(room).path("endedAt").isNull()).isFalse());
        var told = latest(room);
        assertThat(told.at("/by/name").asString()).isEqualTo("Ada Diallo");
        assertThat(told.path("openedAt").isNull()).isFalse();
        assertThat(told.path("closeReason").asString()).isEqualTo("CLOSED_BY_USER");
        assertThat(told.at("/closedBy/id").asString()).isEqualTo("ada");
        assertThat(told.path("mostPeople").asInt()).isEqualTo(31);
    }

    @Test
    void O5_a_meeting_that_ended_by_itself_was_closed_by_nobody() {
        var room = api.room(ADA, "Physique");
        var opening = open(room);
        tell("meetings.v1", "MeetingEnded", room, opening, 2, Map.of("reason", "EXPIRED"));
        await().untilAsserted(() -> assertThat(latest(room).path("endedAt").isNull()).isFalse());
        assertThat(latest(room).path("closeReason").asString()).isEqualTo("MEETING_ENDED");
        assertThat(latest(room).path("closedBy").isNull()).isTrue();
    }

    @Test
    void S72_the_runs_of_an_opening_tell_their_times_and_how_long_they_were_live() {
        var room = api.streamedRoom(ADA, "Physique");
        var opening = open(room);
        var first = UUID.randomUUID();
        run(room, opening, first, 1, "StreamRequested", 0, Map.of("host", "tube.example.org"));
        run(room, opening, first, 2, "StreamLive", 10, Map.of());
        run(room, opening, first, 3, "StreamPaused", 70, Map.of("by", "ada"));
        run(room, opening, first, 4, "StreamLive", 100, Map.of());
        run(room, opening, first, 4, "StreamLive", 100, Map.of()); // a resend
        run(
                room,
                opening,
                first,
                5,
                "StreamEnded",
                130,
                Map.of("reason", "STOPPED_BY_USER", "by", "ada"));
        run(room, opening, first, 3, "StreamPaused", 70, Map.of("by", "ada")); // late
        var second = UUID.randomUUID();
        run(room, opening, second, 1, "StreamRequested", 200, Map.of("host", "tube.example.org"));
        run(room, opening, second, 2, "StreamEnded", 230, Map.of("reason", "KEY_REFUSED"));

        await().untilAsserted(() ->
                assertThat(latest(room).at("/runs/1/endReason").asString())
                        .isEqualTo("KEY_REFUSED"));
        var runs = latest(room).path("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.at("/0/id").asString()).isEqualTo(first.toString());
        assertThat(runs.at("/0/host").asString()).isEqualTo("tube.example.org");
        assertThat(runs.at("/0/requestedAt").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(runs.at("/0/liveSince").asString()).isEqualTo("2026-03-02T10:00:10Z");
        assertThat(runs.at("/0/endedAt").asString()).isEqualTo("2026-03-02T10:02:10Z");
        assertThat(runs.at("/0/endReason").asString()).isEqualTo("STOPPED_BY_USER");
        assertThat(runs.at("/0/liveSeconds").asInt()).isEqualTo(90);
        assertThat(runs.at("/1/liveSince").isNull()).isTrue();
        assertThat(runs.at("/1/liveSeconds").asInt()).isZero();
    }

    @Test
    void a_run_of_an_earlier_opening_is_told_to_its_end() {
        var room = api.streamedRoom(ADA, "Physique");
        var before = open(room);
        var run = UUID.randomUUID();
        run(room, before, run, 1, "StreamRequested", 0, Map.of("host", "tube.example.org"));
        tell("meetings.v1", "MeetingEnded", room, before, 2, Map.of("reason", "EXPIRED"));
        await().untilAsserted(() ->
                assertThat(api.seen(ADA, room).path("status").asString()).isEqualTo("CLOSED"));
        open(room);
        run(room, before, run, 2, "StreamEnded", 60, Map.of("reason", "MEETING_ENDED"));
        await().untilAsserted(() ->
                assertThat(history(room).at("/openings/1/runs/0/endReason").asString())
                        .isEqualTo("MEETING_ENDED"));
        assertThat(latest(room).path("runs")).isEmpty();
    }

    @Test
    void a_page_has_twenty_and_the_next_goes_on_from_it_for_the_same_statements() {
        var room = api.room(ADA, "Physique");
        for (var i = 0; i < 23; i++) {
            var opening = open(room);
            tell("meetings.v1", "MeetingEnded", room, opening, 2, Map.of("reason", "EXPIRED"));
            await().untilAsserted(() ->
                    assertThat(api.seen(ADA, room).path("status").asString()).isEqualTo("CLOSED"));
        }
        var page = history(room);
        assertThat(page.path("openings")).hasSize(20);
        assertThat(page.path("more").asBoolean()).isTrue();
        var last = page.at("/openings/19/requestedAt").asString();
        var next = api.get(ADA, "/api/v1/rooms/" + room + "/history?before=" + last).json();
        assertThat(next.path("openings")).hasSize(3);
        assertThat(next.path("more").asBoolean()).isFalse();

        var other = api.room(ADA, "Chimie");
        open(other);
        await().untilAsserted(() -> assertThat(statementsOf(room)).isEqualTo(statementsOf(other)));
    }

    @Test
    void a_moment_that_is_none_is_refused() {
        var room = api.room(ADA, "Physique");
        var answer = api.get(ADA, "/api/v1/rooms/" + room + "/history?before=yesterday");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(api.get(BRUNO, "/api/v1/rooms/" + room + "/history").status()).isEqualTo(404);
    }

    private long statementsOf(String room) {
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        history(room);
        return statistics.getPrepareStatementCount();
    }

    private String open(String room) {
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        var opening = api.seen(ADA, room).at("/opening/id").asString();
        tell("meetings.v1", "MeetingStarted", room, opening, 1, Map.of());
        await().untilAsserted(() ->
                assertThat(api.seen(ADA, room).path("status").asString()).isEqualTo("OPEN"));
        return opening;
    }

    private void attended(String room, String opening, int revision, int people) {
        tell(
                "meetings.v1",
                "AttendanceChanged",
                room,
                opening,
                revision,
                Map.of("people", people, "moderators", 1));
    }

    private void run(
            String room,
            String opening,
            UUID run,
            int revision,
            String type,
            int seconds,
            Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.put("run", run.toString());
        data.put("at", TEN.plusSeconds(seconds).toString());
        tell("streams.v1", type, room, opening, revision, data);
    }

    private void tell(
            String topic,
            String type,
            String room,
            String opening,
            int revision,
            Map<String, Object> more) {
        var data = new HashMap<String, Object>();
        data.put("room", room);
        data.put("opening", opening);
        data.put("revision", revision);
        data.put("at", Instant.now().toString());
        data.putAll(more);
        others.tell(topic, type, data);
    }

    private JsonNode history(String room) {
        return api.get(ADA, "/api/v1/rooms/" + room + "/history").json();
    }

    private JsonNode latest(String room) {
        return history(room).at("/openings/0");
    }
}
