package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.ZOE;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.audit.AuditLine;
import webconference.room.audit.AuditQuestion;
import webconference.room.audit.AuditTrail;
import webconference.room.audit.Chain;

/// What the audit keeps, and that nobody can change it.
@WholeService
class AuditTest {

    private static final User AUDITOR =
            new User(
                    new UserId("sam"),
                    "Sam",
                    java.util.Set.of(),
                    java.util.Set.of(),
                    true,
                    true,
                    java.util.Set.of());

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired AuditTrail audit;
    @Autowired Chain chain;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired ApplicationEventPublisher deeds;

    @BeforeEach
    void nothing_is_left_to_seal() {
        while (chain.seal()) {}
    }

    @Test
    void P25_a_line_tells_who_as_what_did_what_to_which_room_from_where() {
        var room = api.room(ADA, "Physique");
        api.get(BRUNO, "/api/v1/me");
        api.put(
                ADA,
                "/api/v1/rooms/" + room + "/shares",
                "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"bruno\",\"role\":\"MODERATOR\"}]}");
        api.call(
                BRUNO,
                "PUT",
                "/api/v1/rooms/" + room + "/opening",
                null,
                "Caller-Address",
                "203.0.113.7");
        api.delete(SAM, "/api/v1/rooms/" + room + "/opening");

        var lines = linesOf(room);
        assertThat(lines)
                .extracting(AuditLine::what, AuditLine::who, AuditLine::as)
                .containsExactly(
                        tuple("CLOSE", "sam", "ADMIN"),
                        tuple("OPEN", "bruno", "MODERATOR"),
                        tuple("SHARE", "ada", "OWNER"),
                        tuple("CREATE", "ada", "OWNER"));
        assertThat(lines).allSatisfy(l -> assertThat(l.result()).isEqualTo(Deed.Result.DONE));
        assertThat(lines.get(1).address()).isEqualTo("203.0.113.7");
        assertThat(lines.get(1).detail())
                .isEqualTo("opening " + api.get(ADA, "/api/v1/rooms/" + room).text("/opening/id"));
        assertThat(lines.get(2).detail()).isEqualTo("+MODERATOR bruno");
        assertThat(lines.get(3).address()).isEqualTo("127.0.0.1");
    }

    /// Everything that can be done to a room or comes about in it, each once.
    @Test
    void P25_O31_each_action_leaves_one_line() {
        // Somebody who has not written to anybody yet: there is a limit.
        var nadia = new Someone("nadia", "Nadia Kaci", "TEACHER", "0750001A", List.of(), List.of());
        var room = api.streamedRoom(ADA, "Physique");
        var path = "/api/v1/rooms/" + room;
        api.get(nadia, "/api/v1/me");
        api.put(
                ADA,
                path,
                """
                {"name":"Chimie","settingsVersion":1,
                 "streaming":{"url":"rtmp://localhost:1935/live","key":"other"}}
                """);
        api.put(
                ADA,
                path + "/shares",
                "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"nadia\",\"role\":\"MANAGER\"}]}");
        var opening = open(room);
        api.post(nadia, path + "/join", null);
        api.post(ZOE, path + "/join", null);
        var run = UUID.randomUUID();
        stream(room, opening, run, 1, "StreamRequested", Map.of("host", "localhost"));
        stream(room, opening, run, 2, "StreamLive", Map.of());
        awaits(room, "STREAM_LIVE");
        api.put(ADA, path + "/stream", "{\"wanted\":\"PAUSED\"}");
        stream(room, opening, run, 3, "StreamPaused", Map.of("by", "ada"));
        await().until(() -> api.seen(ADA, room).at("/stream/state").asString().equals("PAUSED"));
        api.put(nadia, path + "/stream", "{\"wanted\":\"LIVE\"}");
        api.put(SAM, path + "/stream", "{\"wanted\":\"ENDED\"}");
        stream(
                room,
                opening,
                run,
                4,
                "StreamEnded",
                Map.of("reason", "STOPPED_BY_USER", "by", "sam"));
        awaits(room, "STREAM_ENDED");
        var invited =
                api.post(
                        nadia,
                        path + "/invitations",
                        """
                        {"people":["ada"],"subject":"Cours",
                         "body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                        """
                                .formatted(room));
        assertThat(invited.status()).isEqualTo(201);
        api.post(SAM, "/api/v1/ops/rooms/" + room + "/close", "{\"reason\":\"Maintenance\"}");
        meeting(room, opening, 2, "MeetingEnded");
        awaitsClosed(room);
        meeting(room, open(room), 2, "MeetingEnded");
        awaitsClosed(room);
        var failing = api.put(ADA, path + "/opening", null).text("/opening/id");
        meeting(room, failing, 1, "MeetingStartFailed");
        awaitsClosed(room);
        api.put(ADA, path + "/opening", null);
        api.delete(ADA, path + "/opening");
        api.delete(ADA, path);

        assertThat(linesOf(room).reversed())
                .allSatisfy(l -> assertThat(l.result()).isEqualTo(Deed.Result.DONE))
                .extracting(
                        l -> l.what() + " " + l.who() + " " + l.as(),
                        l -> l.detail().replaceAll("(opening|run|invitation) [0-9a-f-]{36}", "$1"))
                .containsExactly(
                        tuple("CREATE ada OWNER", ""),
                        tuple("CHANGE ada OWNER", "version 2"),
                        tuple("SHARE ada OWNER", "+MANAGER nadia"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("JOIN nadia MANAGER", "moderator, opening"),
                        tuple("JOIN zoe PARTICIPANT", "viewer, opening"),
                        tuple("STREAM_LIVE null null", "run"),
                        tuple("STOP_STREAM ada OWNER", "PAUSE"),
                        tuple("START_STREAM nadia MANAGER", "host localhost"),
                        tuple("STOP_STREAM sam ADMIN", "END"),
                        tuple("STREAM_ENDED sam null", "STOPPED_BY_USER, run"),
                        tuple("INVITE nadia null", "invitation, 1 recipients"),
                        tuple("CLOSE sam ADMIN", "CLOSED_BY_USER, opening"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("CLOSE null null", "MEETING_ENDED, opening"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("CLOSE null null", "MEETING_FAILED, opening"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("CLOSE ada OWNER", "OPENING_CANCELLED, opening"),
                        tuple("DELETE ada OWNER", "owner ada"));
    }

    private String open(String room) {
        var opening = api.put(ADA, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
        meeting(room, opening, 1, "MeetingStarted");
        await().until(() -> api.seen(ADA, room).path("status").asString().equals("OPEN"));
        return opening;
    }

    private void awaitsClosed(String room) {
        await().until(() -> api.seen(ADA, room).path("status").asString().equals("CLOSED"));
    }

    private void awaits(String room, String what) {
        await().untilAsserted(
                        () -> assertThat(linesOf(room)).extracting(AuditLine::what).contains(what));
    }

    private void meeting(String room, String opening, int revision, String type) {
        others.tell(
                "meetings.v1",
                type,
                Map.of(
                        "room",
                        room,
                        "opening",
                        opening,
                        "revision",
                        revision,
                        "at",
                        Instant.now().toString(),
                        "reason",
                        type.equals("MeetingStartFailed") ? "NO_SERVER" : "EXPIRED"));
    }

    private void stream(
            String room,
            String opening,
            UUID run,
            int revision,
            String type,
            Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.put("room", room);
        data.put("opening", opening);
        data.put("run", run.toString());
        data.put("revision", revision);
        data.put("at", Instant.now().toString());
        others.tell("streams.v1", type, data);
    }

    @Test
    void P25_I12_what_is_refused_leaves_a_line_too() {
        var room = api.room(ADA, "Physique");
        api.delete(SAM, "/api/v1/rooms/" + room);
        var other = api.room(ADA, "Chimie");
        api.put(SAM, "/api/v1/rooms/" + other + "/opening", null);
        api.get(ZOE, "/api/v1/rooms/" + other);
        assertThat(linesOf(other))
                .extracting(AuditLine::what, AuditLine::who, AuditLine::as, AuditLine::result)
                .containsExactly(
                        tuple("FIND", "zoe", null, Deed.Result.REFUSED),
                        tuple("OPEN", "sam", "ADMIN", Deed.Result.REFUSED),
                        tuple("CREATE", "ada", "OWNER", Deed.Result.DONE));
        assertThat(linesOf(other).getFirst().detail()).isEqualTo("GET /api/v1/rooms/{id}");
        assertThat(linesOf(room)).extracting(AuditLine::what).contains("DELETE");
    }

    @Test
    void P25_a_change_that_does_not_commit_leaves_no_line() {
        var room = RoomId.random();
        transaction.executeWithoutResult(t -> {
            deeds.publishEvent(Deed.in(room, "OPEN", new UserId("ada"), Role.OWNER, ""));
            t.setRollbackOnly();
        });
        assertThat(linesOf(room.toString())).isEmpty();
    }

    @Test
    void P25_the_database_refuses_to_change_a_line() {
        var room = api.room(ADA, "Physique");
        chain.seal();
        var line = linesOf(room).getFirst().line();
        for (var attack :
                List.of(
                        "update audit set what = 'OPEN' where line = " + line,
                        "update audit set hash = '\\x00' where line = " + line,
                        "update audit set hash = null, previous = null, position = null where line = "
                                + line,
                        "delete from audit where line = " + line,
                        "truncate audit")) {
            assertThatThrownBy(() -> jdbc.sql(attack).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("the audit keeps its lines");
        }
        assertThat(linesOf(room)).extracting(AuditLine::what).containsExactly("CREATE");
    }

    @Test
    void P25_an_unsealed_line_may_be_sealed_and_nothing_else() {
        var room = api.room(ADA, "Physique");
        var line = linesOf(room).getFirst().line();
        assertThatThrownBy(() ->
                        jdbc.sql(
                                        """
                                        update audit set what = 'X', position = 0,
                                            previous = '\\x00', hash = '\\x00'
                                        where line = ?
                                        """)
                                .param(line)
                                .update())
                .rootCause()
                .hasMessageContaining("the audit keeps its lines");
    }

    @Test
    void P25_the_chain_holds_and_breaks_where_somebody_with_all_rights_altered_it() {
        var room = api.room(ADA, "Physique");
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        chain.seal();
        assertThat(chain.verify()).satisfies(c -> assertThat(c.intact()).isTrue());

        var altered = linesOf(room).getFirst();
        for (var attack :
                List.of(
                        "update audit set detail = 'opening of another' where line = ",
                        "update audit set at = at + interval '1 second' where line = ",
                        "update audit set hash = sha256(hash) where line = ",
                        "delete from audit where line = ")) {
            var check =
                    transaction.execute(t -> {
                        jdbc.sql("set local session_replication_role = replica").update();
                        jdbc.sql(attack + altered.line()).update();
                        t.setRollbackOnly();
                        return chain.verify();
                    });
            assertThat(check).satisfies(c -> assertThat(c.intact()).as(attack).isFalse());
        }
        assertThat(chain.verify().intact()).isTrue();
        assertThat(chain.lastCheck()).hasValueSatisfying(c -> assertThat(c.intact()).isTrue());
    }

    @Test
    void P25_two_that_seal_at_once_make_one_chain() throws Exception {
        var room = RoomId.random();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var work =
                    IntStream.range(0, 60)
                            .<Callable<Object>>mapToObj(i ->
                                    i % 3 == 0
                                            ? chain::seal
                                            : () -> {
                                                deeds.publishEvent(
                                                        Deed.in(
                                                                room,
                                                                "OPEN",
                                                                new UserId("u" + i),
                                                                null,
                                                                "" + i));
                                                return true;
                                            })
                            .toList();
            for (var done : hands.invokeAll(work)) {
                done.get();
            }
        }
        chain.seal();
        assertThat(linesOf(room.toString()))
                .hasSize(40)
                .allSatisfy(l -> assertThat(l.position()).isNotNull());
        assertThat(chain.verify().intact()).isTrue();
    }

    private static org.assertj.core.groups.Tuple tuple(
            @org.jspecify.annotations.Nullable Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private List<AuditLine> linesOf(String room) {
        return audit.read(
                new AuditQuestion(null, null, UUID.fromString(room), null, null, null), AUDITOR);
    }
}
