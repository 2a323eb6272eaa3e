package webconference.room;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.RENE;
import static webconference.room.WholeService.SAM;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;

/// What becomes of events that could not be handled, from the fault to the replay.
@WholeService
class DeadLetterOfficeTest {

    private static final String LETTERS = "/api/v1/ops/dead-letters";
    private static final String HOST = "fault.example.org";

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;
    @Autowired EmbeddedPostgres postgres;

    @Value("${eventing.topics}")
    List<String> topics;

    private record Meeting(String room, String opening, UUID run) {}

    @AfterEach
    void mend() {
        owner().sql("drop trigger if exists fault on rooms").update();
    }

    @Test
    void F12_P23_a_failed_event_is_shown_with_its_cause_and_replayed_once_after_the_mend() {
        var meeting = aMeetingWhoseStreamFails();
        var letter = letterOf(meeting);
        assertThat(letter.path("type").asString()).isEqualTo("StreamRequested");
        assertThat(letter.path("consumer").asString()).isEqualTo("room-service");
        assertThat(letter.path("topic").asString()).isEqualTo("streams.v1");
        assertThat(letter.at("/room/name").asString()).isEqualTo("Physique");
        assertThat(letter.path("tries").asInt()).isEqualTo(4);
        assertThat(letter.path("error").asString()).endsWith("Exception");
        var opened = api.get(SAM, LETTERS + "/" + letter.path("id").asLong());
        assertThat(opened.text("/content"))
                .contains(meeting.run().toString(), "\"revision\" : 1")
                .doesNotContain(HOST);

        mend();
        assertThat(replay(SAM, letter).response().body()).isEqualTo("{\"replayed\":1,\"gone\":0}");
        await().until(() -> stateOf(meeting).equals("REQUESTED"));
        assertThat(lettersOf(meeting)).isEmpty();
        assertThat(api.get(SAM, LETTERS).text("/lastSettledAt")).isNotEmpty();

        // Another administrator, whose page still shows it.
        assertThat(replay(SAM, letter).response().body()).isEqualTo("{\"replayed\":0,\"gone\":0}");
        assertThat(audited(meeting, "REPLAY_DEAD_LETTER"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.at("/who/id").asString()).isEqualTo("sam");
                    assertThat(line.path("as").asString()).isEqualTo("ADMIN");
                    assertThat(line.path("detail").asString())
                            .contains("StreamRequested", "room-service");
                });
        assertThat(runs(meeting)).isEqualTo(1);
    }

    @Test
    void P23_the_replay_of_what_is_overtaken_changes_nothing() {
        var meeting = aMeetingWhoseStreamFails();
        var letter = letterOf(meeting);
        tell(meeting, 2, "StreamLive", Map.of());
        await().until(() -> stateOf(meeting).equals("LIVE"));
        mend();

        replay(SAM, letter);
        await().until(() -> isHandled(meeting, 1));
        assertThat(stateOf(meeting)).isEqualTo("LIVE");
        assertThat(lettersOf(meeting)).isEmpty();
    }

    @Test
    void P23_who_looks_after_a_school_replays_and_abandons_nothing() {
        var meeting = aMeetingWhoseStreamFails();
        var letter = letterOf(meeting);
        mend();
        for (var caller : List.of(ADA, RENE)) {
            assertThat(replay(caller, letter).status()).isEqualTo(403);
            assertThat(abandon(caller, letter, "\"Inutile\"").status()).isEqualTo(403);
            assertThat(api.get(caller, LETTERS).response().body()).doesNotContain(meeting.room());
        }
        assertThat(lettersOf(meeting)).hasSize(1);
        assertThat(isHandled(meeting, 1)).isFalse();
    }

    @Test
    void P23_an_event_is_given_up_only_for_a_reason_which_the_audit_keeps() {
        var meeting = aMeetingWhoseStreamFails();
        var letter = letterOf(meeting);
        var refused = abandon(SAM, letter, "\" \"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("reason");
        assertThat(refused.text("/errors/0/message"))
                .isEqualTo("Indiquez pourquoi cet événement est abandonné.");
        assertThat(lettersOf(meeting)).hasSize(1);

        assertThat(abandon(SAM, letter, "\"Réunion finie depuis\"").status()).isEqualTo(204);
        assertThat(lettersOf(meeting)).isEmpty();
        assertThat(audited(meeting, "ABANDON_DEAD_LETTER"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("detail").asString())
                                .endsWith(": Réunion finie depuis"));
        var again = abandon(SAM, letter, "\"Encore\"");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.text("/type")).isEqualTo("urn:problem:dead-letter-not-found");
        assertThat(replay(SAM, letter).json().path("replayed").asInt()).isZero();
    }

    @Test
    void no_more_than_a_hundred_are_replayed_at_once() {
        var many = IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(joining(","));
        for (var ids : List.of(many, "")) {
            var refused = api.post(SAM, LETTERS + "/replays", "{\"letters\":[%s]}".formatted(ids));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/errors/0/code")).isEqualTo("letters-many");
        }
    }

    /// Otherwise what is parked there is on no list.
    @Test
    void F12_whatever_services_tell_each_other_is_heard_here() throws IOException {
        var contracts = Path.of("../infra/contracts/src/main/resources/contracts");
        try (var each = Files.list(contracts)) {
            assertThat(topics)
                    .containsExactlyInAnyOrderElementsOf(
                            each.map(topic -> topic.getFileName() + ".v1").toList());
        }
    }

    /// Open, and its stream was asked for while a fault of ours kept that from being noted.
    private Meeting aMeetingWhoseStreamFails() {
        var room = api.streamedRoom(ADA, "Physique");
        var path = "/api/v1/rooms/" + room;
        var meeting =
                new Meeting(
                        room,
                        api.put(ADA, path + "/opening", null).text("/opening/id"),
                        UUID.randomUUID());
        others.tell(
                "meetings.v1",
                "MeetingStarted",
                Map.of(
                        "room",
                        room,
                        "opening",
                        meeting.opening(),
                        "revision",
                        1,
                        "at",
                        Instant.now().toString()));
        await().until(() -> api.seen(ADA, room).path("status").asString().equals("OPEN"));
        owner().sql(
                        """
                        create or replace function fault() returns trigger language plpgsql as $$
                        begin raise exception 'a fault of ours'; end $$
                        """)
                .update();
        owner().sql(
                        """
                        create trigger fault before update on rooms for each row
                        when (new.run_host = '%s') execute function fault()
                        """
                                .formatted(HOST))
                .update();
        tell(meeting, 1, "StreamRequested", Map.of("host", HOST));
        return meeting;
    }

    /// Whose the tables are; the service's role makes none.
    private JdbcClient owner() {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    private void tell(Meeting meeting, int revision, String type, Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.put("room", meeting.room());
        data.put("opening", meeting.opening());
        data.put("run", meeting.run().toString());
        data.put("revision", revision);
        data.put("at", Instant.now().toString());
        others.tell("streams.v1", type, data);
    }

    private JsonNode letterOf(Meeting meeting) {
        return await().until(() -> lettersOf(meeting), found -> found.size() == 1).getFirst();
    }

    private List<JsonNode> lettersOf(Meeting meeting) {
        return api.get(SAM, LETTERS)
                .json()
                .path("letters")
                .valueStream()
                .filter(letter -> letter.at("/room/id").asString().equals(meeting.room()))
                .toList();
    }

    private Answer replay(Someone by, JsonNode letter) {
        return api.post(
                by,
                LETTERS + "/replays",
                "{\"letters\":[%d]}".formatted(letter.path("id").asLong()));
    }

    private Answer abandon(Someone by, JsonNode letter, String reason) {
        return api.post(
                by,
                LETTERS + "/" + letter.path("id").asLong() + "/abandonment",
                "{\"reason\":%s}".formatted(reason));
    }

    private List<JsonNode> audited(Meeting meeting, String what) {
        return api.get(SAM, "/api/v1/ops/audit?room=" + meeting.room() + "&what=" + what)
                .json()
                .path("lines")
                .valueStream()
                .toList();
    }

    private String stateOf(Meeting meeting) {
        return api.seen(ADA, meeting.room()).at("/stream/state").asString();
    }

    private boolean isHandled(Meeting meeting, int revision) {
        return jdbc.sql("select exists (select from inbox where aggregate = ? and revision = ?)")
                .params(meeting.run(), revision)
                .query(Boolean.class)
                .single();
    }

    private int runs(Meeting meeting) {
        return jdbc.sql("select count(*) from runs where opening = ?")
                .param(UUID.fromString(meeting.opening()))
                .query(Integer.class)
                .single();
    }
}
