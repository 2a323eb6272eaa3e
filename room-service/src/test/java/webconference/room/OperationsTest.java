package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.RENE;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.ZOE;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;

/// What those see and do who look after the platform or an establishment, and the limits they set.
@WholeService
class OperationsTest {

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;

    /// An establishment of one test only, with a teacher and who looks after it.
    private record School(String code, Someone teacher, Someone referent) {}

    @Test
    void O8_O9_a_room_beyond_the_quota_is_refused_and_says_who_has_the_others() {
        var school = aSchool(1);
        var first = room(school, "Conseil de classe");
        open(school.teacher(), first);
        var second = room(school, "Physique");
        var refused = api.put(school.teacher(), "/api/v1/rooms/" + second + "/opening", null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:establishment-full");
        assertThat(refused.text("/title")).contains("(1)");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(1);
        assertThat(refused.text("/openRooms/0/name")).isEqualTo("Conseil de classe");
        assertThat(refused.text("/openRooms/0/openedBy/name")).isEqualTo("Teacher");
        assertThat(api.seen(school.teacher(), second).path("status").asString())
                .isEqualTo("CLOSED");

        assertThat(auditOf(SAM, "room=" + second).at("/lines/0/result").asString())
                .isEqualTo("REFUSED");
        close(school.teacher(), first);
        open(school.teacher(), second);
    }

    @Test
    void O9_who_holds_a_place_is_written_to_once_a_day_and_nobody_reads_an_address() {
        var school = aSchool(1);
        var first = room(school, "Conseil de classe");
        open(school.teacher(), first);
        var colleague = teacher(school.code());
        var wanted = api.room(colleague, "Physique");
        belongsTo(wanted, school);
        var refused = api.put(colleague, "/api/v1/rooms/" + wanted + "/opening", null);
        assertThat(refused.text("/openRooms/0/id")).isEqualTo(first);
        assertThat(refused.response().body()).doesNotContain("@");
        for (var i = 0; i < 2; i++) {
            var asked = askPlace(colleague, wanted, first);
            assertThat(asked.status()).isEqualTo(202);
            assertThat(asked.response().body()).isEmpty();
        }
        var letters = await().until(() -> placesAskedOf(first), all -> !all.isEmpty());
        assertThat(letters).hasSize(1);
        var letter = letters.getFirst();
        assertThat(letter.at("/opener/id").asString()).isEqualTo(school.teacher().id());
        assertThat(letter.at("/by/id").asString()).isEqualTo(colleague.id());
        assertThat(letter.path("name").asString()).isEqualTo("Conseil de classe");
        assertThat(letter.path("establishment").asString()).isEqualTo("School " + school.code());
        assertThat(letter.path("link").asString())
                .isEqualTo("https://visio.example.org/salles/" + first);
        assertThat(auditOf(SAM, "room=" + first + "&what=ASK_PLACE").path("lines")).hasSize(1);
    }

    @Test
    void D17_only_who_is_told_which_rooms_are_open_may_write_and_only_to_their_own_school() {
        var school = aSchool(1);
        var first = room(school, "Conseil de discipline");
        open(school.teacher(), first);
        var second = room(school, "Physique");
        var moderator = teacher(school.code());
        share(school, second, moderator);
        assertThat(askPlace(moderator, second, first).status()).isEqualTo(403);
        var elsewhere = aSchool(null);
        var foreign = room(elsewhere, "Ailleurs");
        open(elsewhere.teacher(), foreign);
        assertThat(askPlace(school.teacher(), second, foreign).status()).isEqualTo(404);
        close(school.teacher(), first);
        assertThat(askPlace(school.teacher(), second, first).text("/type"))
                .isEqualTo("urn:problem:room-not-open");
        assertThat(placesAskedOf(first)).isEmpty();
        assertThat(placesAskedOf(foreign)).isEmpty();
    }

    @Test
    void P21_nobody_writes_about_more_than_ten_rooms_a_day() {
        var school = aSchool(null);
        var wanted = room(school, "Physique");
        var open = room(school, "Chimie");
        open(school.teacher(), open);
        jdbc.sql(
                        """
                        insert into place_requests
                        select gen_random_uuid(), ?, now() from generate_series(1, 10)
                        """)
                .param(school.teacher().id())
                .update();
        var refused = askPlace(school.teacher(), wanted, open);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(86_000L, 86_400L);
        assertThat(refused.text("/detail")).contains("10 salles par jour");
        assertThat(placesAskedOf(open)).isEmpty();
    }

    private Answer askPlace(Someone by, String wanted, String open) {
        return api.put(by, "/api/v1/rooms/" + wanted + "/place-requests/" + open, null);
    }

    private List<JsonNode> placesAskedOf(String room) {
        return others.heardOf(room).stream()
                .filter(h -> h.type().equals("PlaceRequested"))
                .map(OtherServices.Heard::data)
                .toList();
    }

    private void share(School school, String room, Someone moderator) {
        api.get(moderator, "/api/v1/me");
        api.put(
                school.teacher(),
                "/api/v1/rooms/" + room + "/shares",
                "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]}"
                        .formatted(moderator.id()));
    }

    @Test
    void D17_who_only_moderates_is_not_told_which_rooms_are_open() {
        var school = aSchool(1);
        open(school.teacher(), room(school, "Conseil de discipline"));
        var second = room(school, "Physique");
        var moderator = teacher(school.code());
        share(school, second, moderator);
        var refused = api.put(moderator, "/api/v1/rooms/" + second + "/opening", null);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:establishment-full");
        assertThat(refused.json().has("openRooms")).isFalse();
        assertThat(refused.response().body()).doesNotContain("discipline");
    }

    @Test
    void O8_the_last_places_are_given_once_however_many_ask_at_once() throws Exception {
        var school = aSchool(3);
        var rooms = Stream.generate(() -> room(school, "Physique")).limit(10).toList();
        List<Callable<Answer>> clicks =
                rooms.stream()
                        .<Callable<Answer>>map(room ->
                                () ->
                                        api.put(
                                                school.teacher(),
                                                "/api/v1/rooms/" + room + "/opening",
                                                null))
                        .toList();
        assertThat(statuses(clicks)).filteredOn(s -> s == 200).hasSize(3);
        var open =
                rooms.stream()
                        .filter(room ->
                                !api.seen(school.teacher(), room)
                                        .path("status")
                                        .asString()
                                        .equals("CLOSED"));
        assertThat(open).hasSize(3);
    }

    @Test
    void D18_who_looks_after_the_platform_deletes_a_room_for_a_reason_that_the_audit_shows() {
        var school = aSchool(null);
        var room = room(school, "Physique");
        open(school.teacher(), room);
        assertThat(delete(school.referent(), room, "Doublon").status()).isEqualTo(403);
        var silent = delete(SAM, room, "  ");
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text("/errors/0/field")).isEqualTo("reason");
        assertThat(api.seen(school.teacher(), room).path("status").asString()).isEqualTo("OPEN");

        assertThat(delete(SAM, room, "Doublon").status()).isEqualTo(204);
        assertThat(api.get(school.teacher(), "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(running(SAM)).doesNotContain(room);
        await().until(() ->
                others.heardOf(room).stream()
                        .anyMatch(h ->
                                h.type().equals("RoomClosed")
                                        && h.data()
                                                .path("reason")
                                                .asString()
                                                .equals("ROOM_DELETED")));
        var lines = auditOf(SAM, "what=DELETE&room=" + room).path("lines");
        assertThat(lines.at("/0/result").asString()).isEqualTo("DONE");
        assertThat(lines.at("/0/detail").asString())
                .isEqualTo("owner " + school.teacher().id() + ", « Doublon »");
        assertThat(lines.at("/1/result").asString()).isEqualTo("REFUSED");
        assertThat(lines.at("/1/detail").asString()).doesNotContain("Doublon");
    }

    @Test
    void D18_who_looks_after_the_platform_finds_closed_rooms_by_their_owner_or_their_address() {
        var surname = "Quesnel" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        var owner =
                new Someone(
                        "owner-" + UUID.randomUUID(),
                        "Zénobie " + surname,
                        "TEACHER",
                        "0750001A",
                        List.of(),
                        List.of());
        var room = api.room(owner, "Ancienne");
        assertThat(found(SAM, surname + "+zenobie")).containsExactly(room);
        assertThat(found(SAM, "https%3A%2F%2Fportal%2Fsalles%2F" + room + "%2Frejoindre"))
                .containsExactly(room);
        assertThat(found(SAM, "zzz" + surname)).isEmpty();
        assertThat(
                        api.get(aSchool(null).referent(), "/api/v1/ops/all-rooms?search=" + surname)
                                .status())
                .isEqualTo(403);
    }

    @Test
    void D18_who_looks_after_the_platform_makes_a_room_for_a_teacher_and_for_nobody_else() {
        var owner = aSchool(null).teacher();
        api.get(owner, "/api/v1/me");
        var made = createFor(SAM, owner.id(), "Salle des professeurs");
        assertThat(made.status()).isEqualTo(201);
        var room = api.seen(owner, made.text("/id"));
        assertThat(room.path("role").asString()).isEqualTo("OWNER");
        assertThat(room.at("/establishment/id").asString()).isEqualTo(owner.establishment());
        var line = auditOf(SAM, "what=CREATE&room=" + made.text("/id")).at("/lines/0");
        assertThat(line.at("/who/id").asString()).isEqualTo("sam");
        assertThat(line.path("as").asString()).isEqualTo("ADMIN");
        assertThat(line.path("detail").asString()).isEqualTo("owner " + owner.id());

        var pupil =
                new Someone(
                        "pupil-" + UUID.randomUUID(),
                        "Pupil",
                        "PUPIL",
                        "0750001A",
                        List.of(),
                        List.of());
        api.get(pupil, "/api/v1/me");
        var refused = createFor(SAM, pupil.id(), "X");
        assertThat(refused.text("/errors/0/field")).isEqualTo("owner");
        assertThat(refused.text("/errors/0/message"))
                .isEqualTo("Cette personne ne peut pas avoir de salle : Pupil");
        assertThat(createFor(SAM, "nobody", "X").text("/errors/0/field")).isEqualTo("owner");
        assertThat(createFor(SAM, owner.id(), " ").text("/errors/0/field")).isEqualTo("name");
    }

    private Answer createFor(Someone by, String owner, String name) {
        return api.post(
                by,
                "/api/v1/ops/all-rooms",
                """
                {"owner":"%s","name":"%s"}
                """
                        .formatted(owner, name));
    }

    private List<String> found(Someone by, String search) {
        var answer = api.get(by, "/api/v1/ops/all-rooms?search=" + search);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("rooms").valueStream().map(r -> r.path("id").asString()).toList();
    }

    private Answer delete(Someone by, String room, String reason) {
        return api.post(
                by,
                "/api/v1/ops/rooms/" + room + "/delete",
                "{\"reason\":\"%s\"}".formatted(reason));
    }

    @Test
    void O18_who_opens_the_same_room_at_once_takes_no_second_place() throws Exception {
        var school = aSchool(1);
        var room = room(school, "Physique");
        Callable<Answer> click =
                () -> api.put(school.teacher(), "/api/v1/rooms/" + room + "/opening", null);
        assertThat(statuses(List.of(click, click, click, click))).containsOnly(200);
    }

    @Test
    void P23_a_referent_sees_and_ends_what_runs_in_their_establishment_only() {
        var mine = aSchool(null);
        var theirs = aSchool(null);
        var inMine = room(mine, "Physique");
        var inTheirs = room(theirs, "Chimie");
        open(mine.teacher(), inMine);
        open(theirs.teacher(), inTheirs);

        assertThat(running(mine.referent())).containsExactly(inMine);
        assertThat(running(SAM)).contains(inMine, inTheirs);
        var row = api.get(mine.referent(), "/api/v1/ops/rooms").json().at("/rooms/0");
        assertThat(row.at("/openedBy/name").asString()).isEqualTo("Teacher");
        assertThat(row.at("/establishment/name").asString()).startsWith("School");
        assertThat(row.path("status").asString()).isEqualTo("OPEN");

        assertThat(end(mine.referent(), inTheirs).status()).isEqualTo(404);
        assertThat(end(mine.referent(), inMine).status()).isEqualTo(200);
        assertThat(api.get(mine.referent(), "/api/v1/rooms/" + inMine).status()).isEqualTo(404);
    }

    @Test
    void what_is_ended_from_outside_is_told_with_its_reason_to_who_manages_the_room() {
        var school = aSchool(null);
        var room = room(school, "Physique");
        open(school.teacher(), room);
        var empty =
                api.post(
                        school.referent(),
                        "/api/v1/ops/rooms/" + room + "/close",
                        "{\"reason\":\" \"}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text("/errors/0/field")).isEqualTo("reason");

        var stopped =
                api.post(
                        school.referent(),
                        "/api/v1/ops/rooms/" + room + "/stream-stop",
                        "{\"reason\":\"Travaux sur le réseau\"}");
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(end(school.referent(), room).status()).isEqualTo(200);
        var told = api.get(school.teacher(), "/api/v1/rooms/" + room + "/history").json();
        assertThat(told.at("/openings/0/closedBy/id").asString()).isEqualTo(school.referent().id());
        assertThat(told.at("/openings/0/interventions/0/what").asString()).isEqualTo("STOP_STREAM");
        assertThat(told.at("/openings/0/interventions/0/reason").asString())
                .isEqualTo("Travaux sur le réseau");
        assertThat(told.at("/openings/0/interventions/1/reason").asString())
                .isEqualTo("Maintenance");
        var line = auditOf(SAM, "room=" + room).at("/lines/0");
        assertThat(line.path("what").asString()).isEqualTo("CLOSE");
        assertThat(line.path("as").asString()).isEqualTo("REFERENT");
    }

    @Test
    void O33_D18_who_looks_after_nothing_gets_nothing() {
        var room = api.room(ADA, "Physique");
        var rules = "{\"publicLinks\":true,\"externalInvitations\":false}";
        for (var caller : List.of(ADA, CHLOE, ZOE)) {
            for (var answer :
                    List.of(
                            api.get(caller, "/api/v1/ops/rooms"),
                            api.post(
                                    caller,
                                    "/api/v1/ops/rooms/" + room + "/close",
                                    "{\"reason\":\"x\"}"),
                            api.post(
                                    caller,
                                    "/api/v1/ops/rooms/" + room + "/stream-stop",
                                    "{\"reason\":\"x\"}"),
                            api.get(caller, "/api/v1/ops/invitations"),
                            api.get(caller, "/api/v1/ops/audit"),
                            api.get(caller, "/api/v1/ops/audit.csv"),
                            api.get(caller, "/api/v1/ops/establishments"),
                            api.get(caller, "/api/v1/ops/establishments.csv"),
                            api.get(caller, "/api/v1/ops/establishments/0750001A/rules"),
                            api.put(caller, "/api/v1/ops/establishments/0750001A/rules", rules),
                            api.post(
                                    caller,
                                    "/api/v1/ops/establishments/0750001A/rules/preview",
                                    rules),
                            api.post(caller, "/api/v1/ops/people/bruno/erasure", null))) {
                assertThat(answer.status()).isEqualTo(403);
            }
        }
        assertThat(
                        auditOf(SAM, "who=" + ADA.id() + "&what=LIST_RUNNING_ROOMS")
                                .at("/lines/0/result")
                                .asString())
                .isEqualTo("REFUSED");
    }

    @Test
    void D18_a_referent_is_shown_their_establishments_and_an_administrator_all() {
        var school = aSchool(5);
        var mine = api.get(school.referent(), "/api/v1/ops/establishments").json();
        assertThat(mine.path("establishments")).hasSize(1);
        assertThat(mine.at("/establishments/0/id").asString()).isEqualTo(school.code());
        assertThat(mine.at("/establishments/0/rules/openRooms").asInt()).isEqualTo(5);
        var found = api.get(SAM, "/api/v1/ops/establishments?search=" + school.code()).json();
        assertThat(found.path("establishments")).hasSize(1);
        var other = aSchool(null);
        assertThat(
                        api.get(
                                        school.referent(),
                                        "/api/v1/ops/establishments/" + other.code() + "/rules")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void rules_are_set_all_at_once_from_the_version_that_was_read() {
        var school = aSchool(4);
        var path = "/api/v1/ops/establishments/" + school.code() + "/rules";
        var set =
                """
                {"publicLinks":false,"externalInvitations":true,"openRooms":4,
                 "streamHosts":["LOCALHOST"],"version":%d}
                """;
        var changed = api.put(school.referent(), path, set.formatted(1));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("version").asLong()).isEqualTo(2);
        assertThat(changed.text("/rules/streamHosts/0")).isEqualTo("localhost");
        var stale = api.put(school.referent(), path, set.formatted(1));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("/type")).isEqualTo("urn:problem:stale-rules");
        var line = auditOf(school.referent(), "what=SET_RULES").at("/lines/0");
        assertThat(line.path("detail").asString())
                .isEqualTo("publicLinks false, externalInvitations true, streamHosts [localhost]");
    }

    @Test
    void rules_that_cannot_be_are_refused_at_their_field() {
        var school = aSchool(4);
        var path = "/api/v1/ops/establishments/" + school.code() + "/rules";
        var more =
                "{\"publicLinks\":true,\"externalInvitations\":false,\"openRooms\":5,\"version\":1}";
        assertThat(api.put(school.referent(), path, more).text("/errors/0/field"))
                .isEqualTo("openRooms");
        assertThat(api.put(SAM, path, more).status()).isEqualTo(200);
        var elsewhere =
                """
                {"publicLinks":true,"externalInvitations":false,"openRooms":5,
                 "streamHosts":["evil.example.org"],"version":2}
                """;
        var refused = api.put(SAM, path, elsewhere);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("streamHosts");
        assertThat(api.put(SAM, path, "{\"openRooms\":1}").status()).isEqualTo(400);
    }

    @Test
    void a_preview_tells_what_would_be_refused_and_changes_nothing() {
        var school = aSchool(null);
        var open = List.of(room(school, "A"), room(school, "B"));
        open.forEach(room -> open(school.teacher(), room));
        var streamed = api.streamedRoom(school.teacher(), "C");
        belongsTo(streamed, school);
        jdbc.sql("update rooms set guests_welcome = true where id = ?")
                .param(UUID.fromString(streamed))
                .update();
        var preview =
                api.post(
                        SAM,
                        "/api/v1/ops/establishments/" + school.code() + "/rules/preview",
                        """
                        {"publicLinks":false,"externalInvitations":false,"openRooms":1,
                         "streamHosts":["127.0.0.1:1936"]}
                        """);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().path("wouldBeRefused"))
                .extracting(b -> b.path("name").asString() + " " + b.path("why").asString())
                .containsExactlyInAnyOrder("B OPEN_ROOMS", "C PUBLIC_LINK", "C STREAM_HOST");
        var rules = api.get(SAM, "/api/v1/ops/establishments/" + school.code() + "/rules");
        assertThat(rules.json().path("own").asBoolean()).isFalse();
    }

    @Test
    void a_host_that_the_school_forbids_is_refused_when_saved_and_when_started() {
        var school = aSchool(null);
        var room = api.streamedRoom(school.teacher(), "Physique");
        belongsTo(room, school);
        var path = "/api/v1/ops/establishments/" + school.code() + "/rules";
        var rules =
                api.put(
                        SAM,
                        path,
                        """
                        {"publicLinks":true,"externalInvitations":false,
                         "streamHosts":["127.0.0.1:1936"]}
                        """);
        assertThat(rules.status()).isEqualTo(200);

        var opened = api.put(school.teacher(), "/api/v1/rooms/" + room + "/opening", null);
        assertThat(opened.status()).isEqualTo(200);
        await().until(() -> !others.heardOf(room).isEmpty());
        assertThat(others.heardOf(room).getFirst().data().has("target")).isFalse();
        var started =
                api.put(
                        school.teacher(),
                        "/api/v1/rooms/" + room + "/stream",
                        "{\"wanted\":\"LIVE\"}");
        assertThat(started.text("/type")).isEqualTo("urn:problem:stream-host-forbidden");
        var saved =
                api.put(
                        school.teacher(),
                        "/api/v1/rooms/" + room,
                        """
                        {"name":"Physique","settingsVersion":1,
                         "streaming":{"url":"rtmp://localhost:1935/live"}}
                        """);
        assertThat(saved.status()).isEqualTo(400);
        assertThat(saved.text("/errors/0/field")).isEqualTo("streaming.url");
        assertThat(saved.text("/errors/0/message")).contains("127.0.0.1:1936");
    }

    @Test
    void P23_a_referent_reads_the_audit_of_their_establishment_only() {
        var mine = aSchool(null);
        var theirs = aSchool(null);
        var inMine = room(mine, "Physique");
        var inTheirs = room(theirs, "Chimie");
        open(mine.teacher(), inMine);
        open(theirs.teacher(), inTheirs);
        var lines = auditOf(mine.referent(), "").path("lines");
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(l -> assertThat(l.path("room").asString()).isEqualTo(inMine));
        assertThat(auditOf(mine.referent(), "room=" + inTheirs).path("lines")).isEmpty();
        assertThat(auditOf(SAM, "room=" + inTheirs).path("lines")).isNotEmpty();
        assertThat(auditOf(SAM, "who=" + mine.teacher().id() + "&what=OPEN").path("lines"))
                .hasSize(1);
        assertThat(auditOf(SAM, "room=" + inMine + "&to=2020-01-01T00:00:00Z").path("lines"))
                .isEmpty();
    }

    @Test
    void the_audit_as_a_table_has_no_formulas_and_is_itself_a_line() {
        var school = aSchool(null);
        open(school.teacher(), room(school, "Physique"));
        var table = api.get(school.referent(), "/api/v1/ops/audit.csv");
        assertThat(table.status()).isEqualTo(200);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.response().body().lines().toList())
                .hasSizeGreaterThanOrEqualTo(2)
                .anySatisfy(line -> assertThat(line).contains("\"OPEN\",\"DONE\""));
        assertThat(auditOf(SAM, "who=" + school.referent().id()).at("/lines/0/what").asString())
                .isEqualTo("EXPORT_AUDIT");
    }

    @Test
    void O33_the_codes_of_all_schools_are_a_table_and_a_referent_gets_their_own() {
        var one = aSchool(null);
        var other = aSchool(null);
        var all = api.get(SAM, "/api/v1/ops/establishments.csv");
        assertThat(all.header("Content-Type")).startsWith("text/csv");
        assertThat(all.response().body().lines())
                .contains(named(one.code()), named(other.code()))
                .first()
                .isEqualTo("\uFEFF\"code\",\"name\"");
        assertThat(
                        api.get(one.referent(), "/api/v1/ops/establishments.csv")
                                .response()
                                .body()
                                .lines()
                                .skip(1))
                .containsExactly(named(one.code()));
    }

    @Test
    void O32_administrators_read_the_settings_without_the_secrets() {
        var path = "/actuator/configprops";
        assertThat(api.get(ADA, path).status()).isEqualTo(403);
        assertThat(api.get(ADA, path + "/rules").status()).isEqualTo(403);
        assertThat(api.get(RENE, path).status()).isEqualTo(403);
        var told = api.get(SAM, path);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.response().body())
                .contains("\"prefix\":\"entry-pass\"", "\"******\"", "no-such-host.invalid")
                .doesNotContain(WholeService.ENTRY_SECRET);
    }

    @Test
    void O31_O33_no_name_in_a_table_acts_in_a_spreadsheet() {
        var school = aSchool(null);
        jdbc.sql("update establishments set name = '=1+\"1\"' where code = ?")
                .param(school.code())
                .update();
        assertThat(
                        api.get(school.referent(), "/api/v1/ops/establishments.csv")
                                .response()
                                .body()
                                .lines())
                .last()
                .isEqualTo("\"%s\",\"'=1+\"\"1\"\"\"".formatted(school.code()));
    }

    private static String named(String school) {
        return "\"%s\",\"School %s\"".formatted(school, school);
    }

    @Test
    void invitations_are_shown_in_figures() {
        var school = aSchool(null);
        var room = room(school, "Physique");
        api.get(BRUNO, "/api/v1/me");
        api.post(
                school.teacher(),
                "/api/v1/rooms/" + room + "/invitations",
                """
                {"recipients":[{"kind":"PERSON","id":"bruno"}],"people":["bruno"],"groups":[],
                 "subject":"Cours","body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                """
                        .formatted(room));
        var sent = api.get(school.referent(), "/api/v1/ops/invitations").json().path("invitations");
        assertThat(sent).hasSize(1);
        assertThat(sent.at("/0/roomName").asString()).isEqualTo("Physique");
        assertThat(sent.at("/0/pending").asInt()).isEqualTo(1);
        assertThat(sent.toString()).doesNotContain("Cours").doesNotContain("bruno");
    }

    @Test
    void D26_whoever_looks_after_a_school_walks_through_nobody_elses_invitations() {
        var school = aSchool(null);
        var room = room(school, "Physique");
        var elsewhere = aSchool(null);
        var other = room(elsewhere, "Chimie");
        invitations(room, 60, "1 day");
        invitations(other, 50_000, "0 days");
        jdbc.sql("analyze invitations").update();
        var before = invitationsRead();

        for (var i = 0; i < 20; i++) { // past the point where plans are kept
            assertThat(sentSeenBy(school.referent())).hasSize(50);
        }

        // What a connection has read is known to others a moment later.
        await().pollDelay(Duration.ofMillis(1_500))
                .untilAsserted(() -> assertThat(invitationsRead() - before).isBetween(1L, 10_000L));
        jdbc.sql("delete from rooms where id = ?").param(UUID.fromString(other)).update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops/establishments?search=%00",
                "/ops/establishments?search=a%00b",
                "/ops/audit?who=%00",
                "/ops/audit?what=%00",
                "/ops/audit.csv?who=%00",
                "/directory?search=%00",
                "/directory?search=a%00b",
            })
    void a_text_with_a_character_that_nothing_keeps_is_refused_or_finds_nothing(String path) {
        assertThat(api.get(SAM, "/api/v1" + path).status()).isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /rooms/{room}/shares {\"shares\":[{\"kind\":\"PERSON\",\"id\":\"a\\u0000\",\"role\":\"MANAGER\"}]}",
                "POST /rooms/{room}/invitations {\"people\":[\"a\\u0000\"],\"subject\":\"x\",\"body\":\"x\"}",
                "POST /favourites {\"name\":\"a\\u0000b\",\"people\":[],\"groups\":[]}",
                "POST /favourites {\"name\":\"a\",\"people\":[\"\\u0000\"],\"groups\":[]}",
                "POST /rooms {\"name\":\"a\",\"access\":{\"policy\":\"GROUPS\",\"groups\":[\"\\u0000\"]}}",
            })
    void a_body_with_a_character_that_nothing_keeps_is_refused(String call) {
        var parts = call.split(" ", 3);
        var path = parts[1].replace("{room}", api.room(ADA, "Physique"));
        assertThat(api.call(ADA, parts[0], "/api/v1" + path, parts[2]).status()).isIn(400, 422);
    }

    @Test
    void invitations_follow_their_room_into_another_school() {
        var school = aSchool(null);
        var room = room(school, "Physique");
        invitations(room, 1, "0 days");
        var next = aSchool(null);
        belongsTo(room, next);
        assertThat(sentSeenBy(school.referent())).isEmpty();
        assertThat(sentSeenBy(next.referent())).hasSize(1);
    }

    private JsonNode sentSeenBy(Someone referent) {
        return api.get(referent, "/api/v1/ops/invitations").json().path("invitations");
    }

    private void invitations(String room, int many, String ago) {
        jdbc.sql(
                        """
                        insert into invitations (id, room, sender, subject, sent_at, lock)
                        select gen_random_uuid(), cast(? as uuid), 'ada', 'x',
                            now() - cast(? as interval) - n * interval '1 second', 0
                        from generate_series(1, ?) n
                        """)
                .params(room, ago, many)
                .update();
    }

    private long invitationsRead() {
        return jdbc.sql(
                        """
                        select seq_tup_read + coalesce(idx_tup_fetch, 0)
                        from pg_stat_user_tables where relname = 'invitations'
                        """)
                .query(Long.class)
                .single();
    }

    private List<Integer> statuses(List<Callable<Answer>> clicks) throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            return people.invokeAll(clicks).stream()
                    .map(click -> {
                        try {
                            return click.get().status();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    private School aSchool(@org.jspecify.annotations.Nullable Integer openRooms) {
        var code = "school-" + UUID.randomUUID();
        jdbc.sql("insert into establishments (code, name) values (?, ?)")
                .params(code, "School " + code)
                .update();
        if (openRooms != null) {
            var set =
                    api.put(
                            SAM,
                            "/api/v1/ops/establishments/" + code + "/rules",
                            """
                            {"publicLinks":true,"externalInvitations":false,"openRooms":%d}
                            """
                                    .formatted(openRooms));
            assertThat(set.status()).isEqualTo(200);
        }
        var referent =
                new Someone(
                        "referent-" + code,
                        "Referent",
                        "STAFF",
                        code,
                        List.of(),
                        List.of("REFERENT"));
        return new School(code, teacher(code), referent);
    }

    private static Someone teacher(String school) {
        return new Someone(
                "teacher-" + UUID.randomUUID(), "Teacher", "TEACHER", school, List.of(), List.of());
    }

    private String room(School school, String name) {
        var room = api.room(school.teacher(), name);
        belongsTo(room, school);
        return room;
    }

    private void belongsTo(String room, School school) {
        jdbc.sql("update rooms set establishment = ? where id = ?")
                .params(school.code(), UUID.fromString(room))
                .update();
    }

    private void open(Someone by, String room) {
        var answer = api.put(by, "/api/v1/rooms/" + room + "/opening", null);
        assertThat(answer.status()).isEqualTo(200);
        tell("MeetingStarted", room, answer.text("/opening/id"), 1);
        await().untilAsserted(() ->
                assertThat(api.seen(by, room).path("status").asString()).isEqualTo("OPEN"));
    }

    private void close(Someone by, String room) {
        var opening = api.seen(by, room).at("/opening/id").asString();
        tell("MeetingEnded", room, opening, 2);
        await().untilAsserted(() ->
                assertThat(api.seen(by, room).path("status").asString()).isEqualTo("CLOSED"));
    }

    private void tell(String type, String room, String opening, int revision) {
        var data =
                new HashMap<String, Object>(
                        Map.of("room", room, "opening", opening, "revision", revision));
        data.put("at", Instant.now().toString());
        data.put("reason", "EXPIRED");
        others.tell("meetings.v1", type, data);
    }

    private Answer end(Someone by, String room) {
        return api.post(by, "/api/v1/ops/rooms/" + room + "/close", "{\"reason\":\"Maintenance\"}");
    }

    private List<String> running(Someone by) {
        return api.get(by, "/api/v1/ops/rooms")
                .json()
                .path("rooms")
                .valueStream()
                .map(r -> r.path("id").asString())
                .toList();
    }

    private JsonNode auditOf(Someone by, String question) {
        return api.get(by, "/api/v1/ops/audit?" + question).json();
    }
}
