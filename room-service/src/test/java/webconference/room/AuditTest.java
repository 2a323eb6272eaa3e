package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.ZOE;

import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.eventing.Crash;
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
                    true,
                    java.util.Set.of());

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired AuditTrail audit;
    @Autowired Chain chain;
    @Autowired JdbcClient jdbc;
    @Autowired EmbeddedPostgres postgres;
    @Autowired MeterRegistry meters;
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
                        tuple("CHANGE ada OWNER", "version 2, name, streamKey"),
                        tuple("SHARE ada OWNER", "+MANAGER nadia"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("JOIN nadia MANAGER", "moderator, opening"),
                        tuple("JOIN zoe PARTICIPANT", "viewer, opening"),
                        tuple("STREAM_LIVE null null", "run"),
                        tuple("STOP_STREAM ada OWNER", "PAUSE"),
                        tuple("START_STREAM nadia MANAGER", "host localhost"),
                        tuple("STOP_STREAM sam ADMIN", "END"),
                        tuple("STREAM_ENDED sam null", "STOPPED_BY_USER, run"),
                        tuple("INVITE nadia MANAGER", "invitation, 1 recipients"),
                        tuple("CLOSE sam ADMIN", "CLOSED_BY_USER, opening"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("CLOSE null null", "MEETING_ENDED, opening"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("CLOSE null null", "MEETING_FAILED, opening"),
                        tuple("OPEN ada OWNER", "opening"),
                        tuple("CLOSE ada OWNER", "OPENING_CANCELLED, opening"),
                        tuple("DELETE ada OWNER", "owner ada"));
    }

    /// The other things that people do, each once.
    @Test
    void P25_O31_at_the_door_by_mail_and_in_the_office_each_action_leaves_one_line() {
        var school = aSchool();
        var nora = somebody("nora", school, List.of());
        var paul = somebody("paul", school, List.of());
        var lise = somebody("lise", school, List.of());
        var boss = somebody("boss", school, List.of("ADMIN"));
        List.of(nora, paul, lise, boss).forEach(p -> api.get(p, "/api/v1/me"));
        var room =
                api.post(
                                nora,
                                "/api/v1/rooms",
                                """
                                {"name":"Conseil","access":{"policy":"INVITED"},
                                 "publicLink":true,"guestsWait":false}
                                """)
                        .text("/id");
        var path = "/api/v1/rooms/" + room;
        api.post(nora, path + "/public-link", null);
        for (var asker : List.of(paul, lise)) {
            api.post(asker, path + "/access-requests", null);
        }
        var asked = api.get(nora, path + "/access-requests").json().path("requests");
        api.put(
                nora,
                path + "/access-requests/" + asked.at("/0/id").asString() + "/approval",
                null);
        api.delete(nora, path + "/access-requests/" + asked.at("/1/id").asString());
        var opening = open(nora, room);
        var link = api.seen(nora, room).at("/guests/link").asString();
        link = link.substring(link.indexOf("/p/") + 3);
        byForm(null, "/api/v1/guests/" + link + "/join", "name=Zo%C3%A9");
        byForm(lise, "/api/v1/me/public-links/" + link + "/join", "consent=true");
        var invitations = path + "/invitations";
        var invited =
                api.post(
                        nora,
                        invitations,
                        """
                        {"people":["%s"],"subject":"Cours",
                         "body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                        """
                                .formatted(paul.id(), room));
        failed(room, invited.text("/id"), paul);
        await().until(() ->
                api.get(nora, invitations + "/" + invited.text("/id"))
                        .text("/counts/failed")
                        .equals("1"));
        var invitation = invitations + "/" + invited.text("/id");
        var meeting =
                "{\"start\":\"%s\",\"minutes\":45}"
                        .formatted(Instant.now().plus(Duration.ofDays(1)));
        api.post(nora, invitation + "/retries", null);
        api.put(nora, invitation + "/meeting", meeting);
        api.delete(nora, invitation + "/meeting");
        api.post(boss, "/api/v1/ops/rooms/" + room + "/close", "{\"reason\":\"Maintenance\"}");
        meeting(room, opening, 2, "MeetingEnded");
        await().until(() -> api.seen(nora, room).path("status").asString().equals("CLOSED"));

        assertThat(linesOf(room).reversed())
                .allSatisfy(l -> assertThat(l.result()).isEqualTo(Deed.Result.DONE))
                .extracting(
                        l -> l.what() + " " + nameOf(l.who()) + " " + l.as(),
                        l ->
                                l.detail()
                                        .replaceAll("(opening|invitation) [0-9a-f-]{36}", "$1")
                                        .replaceAll("(paul|lise)-[0-9a-f-]{36}", "$1"))
                .containsExactly(
                        tuple("CREATE nora OWNER", ""),
                        tuple("CHANGE nora OWNER", "public link renewed"),
                        tuple("ASK_ACCESS paul null", ""),
                        tuple("ASK_ACCESS lise null", ""),
                        tuple("GRANT_ACCESS nora OWNER", "paul"),
                        tuple("REFUSE_ACCESS nora OWNER", "lise"),
                        tuple("OPEN nora OWNER", "opening"),
                        tuple("ENTER_AS_GUEST null null", "opening"),
                        tuple("JOIN lise PARTICIPANT", "viewer by the public link, opening"),
                        tuple("INVITE nora OWNER", "invitation, 1 recipients"),
                        tuple("INVITE_AGAIN nora OWNER", "invitation, 1 recipients"),
                        tuple("MOVE_MEETING nora OWNER", "invitation, 1 recipients"),
                        tuple("CANCEL_MEETING nora OWNER", "invitation, 1 recipients"),
                        tuple("CLOSE boss ADMIN", "CLOSED_BY_USER, opening"));
        assertThat(linesOf(room))
                .allSatisfy(l -> {
                    assertThat(l.establishment()).isEqualTo(school);
                    assertThat(l.trace()).matches("[0-9a-f]{32}");
                    assertThat(l.address()).isEqualTo("127.0.0.1");
                });

        api.put(
                boss,
                "/api/v1/ops/establishments/" + school + "/rules",
                "{\"publicLinks\":false,\"externalInvitations\":false,\"openRooms\":4}");
        api.get(boss, "/api/v1/ops/audit.csv?room=" + room);
        api.get(boss, "/api/v1/me/export");
        api.post(boss, "/api/v1/ops/people/" + lise.id() + "/erasure", null);
        assertThat(linesBy(boss).reversed())
                .allSatisfy(l -> assertThat(l.result()).isEqualTo(Deed.Result.DONE))
                .extracting(
                        l -> l.what() + " " + l.as(),
                        l -> school.equals(l.establishment()),
                        l -> l.detail().replaceAll("(boss)-[0-9a-f-]{36}", "$1"))
                .containsExactly(
                        tuple("CLOSE ADMIN", true, linesBy(boss).getLast().detail()),
                        tuple("SET_RULES ADMIN", true, "publicLinks false, openRooms 4"),
                        tuple("EXPORT_AUDIT ADMIN", false, ""),
                        tuple("EXPORT_PERSON ADMIN", false, "boss"),
                        tuple("ERASE_PERSON ADMIN", false, "?"));
    }

    @Test
    void P25_I12_what_a_limit_refuses_leaves_a_line() {
        var school = aSchool();
        var nora = somebody("nora", school, List.of());
        var paul = somebody("paul", school, List.of());
        List.of(nora, paul).forEach(p -> api.get(p, "/api/v1/me"));
        api.put(
                SAM,
                "/api/v1/ops/establishments/" + school + "/rules",
                "{\"publicLinks\":true,\"externalInvitations\":false,\"openRooms\":1}");
        var room =
                api.post(
                                nora,
                                "/api/v1/rooms",
                                "{\"name\":\"A\",\"publicLink\":true,\"accessCode\":\"Pomme7\"}")
                        .text("/id");
        api.put(nora, "/api/v1/rooms/" + api.room(nora, "B") + "/opening", null);
        var path = "/api/v1/rooms/" + room;
        assertThat(api.put(nora, path + "/opening", null).status()).isEqualTo(409);
        var letter =
                """
                {"people":["%s"],"subject":"Cours",
                 "body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                """
                        .formatted(paul.id(), room);
        for (var i = 0; i < 10; i++) {
            assertThat(api.post(nora, path + "/invitations", letter).status()).isEqualTo(201);
        }
        assertThat(api.post(nora, path + "/invitations", letter).status()).isEqualTo(429);
        var link = api.seen(nora, room).at("/guests/link").asString();
        var check = "/api/v1/guests/" + link.substring(link.indexOf("/p/") + 3) + "/check";
        var from = "Caller-Address";
        for (var i = 0; i < 6; i++) {
            var wrong = "{\"name\":\"Zoé\",\"code\":\"Poire%d\"}".formatted(i);
            api.call(null, "POST", check, wrong, from, "203.0.113.77");
        }
        for (var i = 0; i < 10; i++) {
            api.post(paul, "/api/v1/rooms/" + UUID.randomUUID() + "/access-requests", null);
        }
        assertThat(api.post(paul, path + "/access-requests", null).status()).isEqualTo(429);

        assertThat(linesOf(room).reversed())
                .filteredOn(l -> l.result() == Deed.Result.REFUSED)
                .extracting(l -> l.what() + " " + nameOf(l.who()) + " " + l.as(), AuditLine::detail)
                .containsExactly(
                        tuple("OPEN nora OWNER", "no vacancy, ESTABLISHMENT, limit 1"),
                        tuple("INVITE nora OWNER", "1 recipients"),
                        tuple("ENTER_AS_GUEST null null", "wrong code"),
                        tuple("ENTER_AS_GUEST null null", "wrong code"),
                        tuple("ENTER_AS_GUEST null null", "wrong code"),
                        tuple("ENTER_AS_GUEST null null", "wrong code"),
                        tuple("ENTER_AS_GUEST null null", "wrong code"),
                        tuple("ENTER_AS_GUEST null null", "wrong codes"),
                        tuple("ASK_ACCESS paul null", ""));
    }

    private String aSchool() {
        var code = "school-" + UUID.randomUUID();
        jdbc.sql("insert into establishments (code, name) values (?, 'Collège')")
                .param(code)
                .update();
        return code;
    }

    private static Someone somebody(String name, String school, List<String> roles) {
        return new Someone(
                name + "-" + UUID.randomUUID(), name, "TEACHER", school, List.of(), roles);
    }

    private static @Nullable String nameOf(@Nullable String id) {
        return id == null ? null : id.substring(0, id.indexOf('-'));
    }

    private void byForm(@Nullable Someone as, String path, String form) {
        var type = "application/x-www-form-urlencoded";
        var answer = api.call(as, "POST", path, form, "Content-Type", type);
        assertThat(answer.header("Location")).contains("/entry");
    }

    private void failed(String room, String invitation, Someone recipient) {
        others.tell(
                "notifications.v1",
                "InvitationFailed",
                Map.of(
                        "room",
                        room,
                        "invitation",
                        invitation,
                        "revision",
                        1,
                        "at",
                        Instant.now().toString(),
                        "notice",
                        1,
                        "recipient",
                        recipient.id(),
                        "reason",
                        "REFUSED"));
    }

    private String open(String room) {
        return open(ADA, room);
    }

    private String open(Someone by, String room) {
        var opening = api.put(by, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
        meeting(room, opening, 1, "MeetingStarted");
        await().until(() -> api.seen(by, room).path("status").asString().equals("OPEN"));
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
    void P25_the_services_own_role_only_adds_lines_and_cannot_take_their_guard_away() {
        var room = api.room(ADA, "Physique");
        chain.seal();
        var line = linesOf(room).getFirst().line();
        assertThat(meters.get("audit.guarded").gauge().value()).isOne();
        for (var attack :
                List.of(
                        "update audit set what = 'OPEN' where line = " + line,
                        "delete from audit where line = " + line,
                        "truncate audit",
                        "drop table audit cascade",
                        "drop trigger audit_keeps_its_lines on audit",
                        "alter table audit disable trigger all",
                        "alter table audit rename to forgotten",
                        "create or replace function audit_keeps_its_lines() returns trigger"
                                + " language plpgsql as 'begin return null; end'",
                        "create trigger more before insert on audit for each row"
                                + " execute function audit_keeps_its_lines()",
                        "set session_replication_role = replica",
                        "delete from flyway_schema_history")) {
            assertThatThrownBy(() -> jdbc.sql(attack).update())
                    .as(attack)
                    .rootCause()
                    .message()
                    .containsAnyOf(
                            "permission denied", "must be owner", "the audit keeps its lines");
        }
        assertThat(linesOf(room)).extracting(AuditLine::what).containsExactly("CREATE");
    }

    @Test
    void P25_nor_does_whoever_owns_them_change_a_line() {
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
            assertThatThrownBy(() ->
                            transaction.executeWithoutResult(_ -> {
                                jdbc.sql("set local role postgres").update();
                                jdbc.sql(attack).update();
                            }))
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
                        transaction.executeWithoutResult(_ -> {
                            jdbc.sql("set local role postgres").update();
                            jdbc.sql(
                                            """
                                            update audit set what = 'X', position = 0,
                                                previous = '\\x00', hash = '\\x00'
                                            where line = ?
                                            """)
                                    .param(line)
                                    .update();
                        }))
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
                        jdbc.sql("set local role postgres").update();
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

    /// Acts as one person in one room, whatever becomes of the database meanwhile.
    private final class Busy implements Runnable {

        private final Someone who = somebody("busy", "0750001A", List.of());
        private final String room = api.room(who, "0");
        private final Set<Long> answered = ConcurrentHashMap.newKeySet();
        private volatile boolean enough;

        @Override
        public void run() {
            var version = 1L;
            while (!enough) {
                var changed =
                        api.put(
                                who,
                                "/api/v1/rooms/" + room,
                                "{\"name\":\"%s\",\"settingsVersion\":%d}"
                                        .formatted(UUID.randomUUID(), version));
                switch (changed.status()) {
                    case 200 -> {
                        version = changed.json().path("settingsVersion").asLong();
                        answered.add(version);
                    }
                    case 409 -> version = changed.json().at("/current/settingsVersion").asLong();
                    default -> {}
                }
            }
        }

        List<Long> lines() {
            return linesOf(room).reversed().stream()
                    .filter(l -> l.what().equals("CHANGE"))
                    .map(l -> Long.valueOf(l.detail().replaceAll("version (\\d+), name", "$1")))
                    .toList();
        }
    }

    @Test
    void P25_F14_whatever_was_answered_has_its_line_though_the_database_was_stopped_at_once()
            throws Exception {
        var busy = Stream.generate(Busy::new).limit(4).toList();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            busy.forEach(hands::execute);
            try {
                await().until(() -> busy.stream().allMatch(b -> b.answered.size() > 10));
                Crash.restart(postgres);
                var before = busy.stream().mapToInt(b -> b.answered.size()).max().orElseThrow();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> busy.stream().allMatch(b -> b.answered.size() > before + 10));
            } finally {
                busy.forEach(b -> b.enough = true);
            }
        }
        while (chain.seal()) {}
        assertThat(chain.verify()).satisfies(c -> assertThat(c.intact()).isTrue());
        for (var b : busy) {
            var last = api.seen(b.who, b.room).path("settingsVersion").asLong();
            assertThat(b.lines())
                    .containsExactlyElementsOf(LongStream.rangeClosed(2, last).boxed().toList())
                    .containsAll(b.answered);
        }
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

    private static org.assertj.core.groups.Tuple tuple(@Nullable Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private List<AuditLine> linesBy(Someone who) {
        return audit.read(new AuditQuestion(who.id(), null, null, null, null, null), AUDITOR);
    }

    private List<AuditLine> linesOf(String room) {
        return audit.read(
                new AuditQuestion(null, null, UUID.fromString(room), null, null, null), AUDITOR);
    }
}
