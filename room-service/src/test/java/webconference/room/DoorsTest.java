package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.RENE;
import static webconference.room.WholeService.TOM;
import static webconference.room.WholeService.ZOE;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.WholeService.Tokens;

/// To whom doors open. Ada, Bruno, Zoé and René are of one school, Chloé and Tom of another; Zoé is
/// in class 3B.
@WholeService
class DoorsTest {

    private static final Someone LEA =
            new Someone("lea", "Léa Nguyen", "PUPIL", "0750001A", List.of("classe-3c"), List.of());
    private static final Someone INES =
            new Someone("ines", "Inès Blanc", "TEACHER", "0000000X", List.of(), List.of());

    @Autowired @Lazy Api api;
    @Autowired Tokens tokens;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;

    @BeforeEach
    void everybody_has_signed_in_once() {
        Stream.of(BRUNO, CHLOE, ZOE, LEA, TOM).forEach(p -> api.get(p, "/api/v1/me"));
    }

    // Who may enter

    static Stream<Arguments> policies() {
        return Stream.of(
                Arguments.of("{\"policy\":\"INVITED\"}", List.of()),
                Arguments.of("{\"policy\":\"GROUPS\",\"groups\":[\"classe-3b\"]}", List.of(ZOE)),
                Arguments.of("{\"policy\":\"ESTABLISHMENT\"}", List.of(ZOE, LEA)),
                Arguments.of("{\"policy\":\"SIGNED_IN\"}", List.of(ZOE, LEA, TOM)));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void D13_S31_the_door_opens_to_those_it_is_set_to_and_to_no_others(
            String access, List<Someone> welcome) {
        var room = room(ADA, access);
        share(room, "chloe", "MODERATOR");
        open(room);
        assertThat(entry(ADA, room)).contains("/api/v1/entry?pass=");
        assertThat(entry(CHLOE, room)).contains("/api/v1/entry?pass=");
        for (var person : List.of(ZOE, LEA, TOM)) {
            var door = api.get(person, "/api/v1/rooms/" + room + "/door");
            var join = api.post(person, "/api/v1/rooms/" + room + "/join", null);
            if (welcome.contains(person)) {
                assertThat(door.json().path("mayEnter").asBoolean()).isTrue();
                assertThat(join.header("Location")).contains("/api/v1/entry?pass=");
            } else {
                assertThat(join.status()).isEqualTo(person.equals(TOM) ? 404 : 403);
                assertThat(join.header("Location")).isEmpty();
            }
        }
    }

    @Test
    void who_is_refused_by_a_room_of_their_school_reads_whom_to_ask_and_who_may_enter() {
        var room = room(ADA, "{\"policy\":\"GROUPS\",\"groups\":[\"classe-3b\"]}");
        var refused = api.get(LEA, "/api/v1/rooms/" + room + "/door").json();
        assertThat(refused.path("mayEnter").asBoolean()).isFalse();
        assertThat(refused.at("/owner/name").asString()).isEqualTo("Ada Diallo");
        assertThat(refused.at("/access/policy").asString()).isEqualTo("GROUPS");
        assertThat(refused.at("/access/groups/0/id").asString()).isEqualTo("classe-3b");
        var let = api.get(ZOE, "/api/v1/rooms/" + room + "/door").json();
        assertThat(let.path("mayEnter").asBoolean()).isTrue();
        assertThat(let.path("owner").isNull()).isTrue();
        assertThat(api.get(TOM, "/api/v1/rooms/" + room + "/door").status()).isEqualTo(404);
    }

    @Test
    void S44_an_invitation_opens_the_door_and_gives_no_right() {
        var room = room(ADA, "{\"policy\":\"INVITED\"}");
        open(room);
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room + "/door").json().path("mayEnter"))
                .hasToString("false");
        invite(room, "zoe");
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room + "/door").json().path("mayEnter"))
                .hasToString("true");
        assertThat(entry(ZOE, room)).contains("/api/v1/entry?pass=");
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(api.delete(ZOE, "/api/v1/rooms/" + room + "/opening").status()).isEqualTo(404);
    }

    @Test
    void S2_to_have_entered_or_been_invited_puts_a_room_in_nobodys_list() {
        var room = room(ADA, "{\"policy\":\"SIGNED_IN\"}");
        open(room);
        invite(room, "zoe");
        entry(ZOE, room);
        assertThat(api.get(ZOE, "/api/v1/rooms").response().body()).doesNotContain(room);
    }

    @Test
    void D38_who_may_have_no_rooms_uses_the_rooms_that_are_lent_to_them() {
        var room = room(ADA, "{\"policy\":\"INVITED\"}");
        share(room, "zoe", "MODERATOR");
        assertThat(api.get(ZOE, "/api/v1/me").json().path("mayCreate").asBoolean()).isFalse();
        assertThat(api.put(ZOE, "/api/v1/rooms/" + room + "/opening", null).status())
                .isEqualTo(200);
    }

    // The structure admin

    @Test
    void S49_who_looks_after_a_school_ends_what_runs_there_and_nothing_elsewhere() {
        var own = api.streamedRoom(ADA, "Physique");
        var other = api.streamedRoom(CHLOE, "Chimie");
        open(own);
        open(CHLOE, other);
        var ended = api.put(RENE, "/api/v1/rooms/" + own + "/stream", "{\"wanted\":\"ENDED\"}");
        assertThat(ended.status()).isEqualTo(202);
        assertThat(ended.text("/role")).isEqualTo("REFERENT");
        var closed = api.delete(RENE, "/api/v1/rooms/" + own + "/opening");
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.text("/status")).isEqualTo("CLOSING");
        assertThat(api.delete(RENE, "/api/v1/rooms/" + other + "/opening").status()).isEqualTo(404);
        assertThat(api.get(RENE, "/api/v1/rooms").response().body()).doesNotContain(own);
    }

    // Setting it

    @Test
    void O6_a_room_belongs_to_its_makers_school_and_its_door_opens_to_that_school() {
        var made = api.post(ADA, "/api/v1/rooms", "{\"name\":\"X\"}").json();
        assertThat(made.at("/establishment/id").asString()).isEqualTo("0750001A");
        assertThat(made.at("/access/policy").asString()).isEqualTo("ESTABLISHMENT");
        assertThat(made.path("guests").isNull()).isTrue();
    }

    @Test
    void a_change_that_tells_nothing_of_the_door_leaves_it_as_it_is() {
        var room = room(ADA, "{\"policy\":\"GROUPS\",\"groups\":[\"classe-3b\"]}");
        var changed =
                api.put(ADA, "/api/v1/rooms/" + room, "{\"name\":\"Y\",\"settingsVersion\":1}");
        assertThat(changed.text("/access/policy")).isEqualTo("GROUPS");
        assertThat(changed.text("/access/groups/0/id")).isEqualTo("classe-3b");
        assertThat(changed.text("/establishment/id")).isEqualTo("0750001A");
    }

    @Test
    void O6_a_room_that_is_lent_stays_in_its_owners_school() {
        var room = api.room(ADA, "X");
        share(room, "chloe", "MANAGER");
        var moved = moved(CHLOE, room, "0690002B");
        assertThat(moved.status()).isEqualTo(400);
        assertThat(moved.text("/errors/0/field")).isEqualTo("establishment");
        assertThat(moved.text("/errors/0/code")).isEqualTo("establishment-owner-only");
        assertThat(moved(CHLOE, room, "0750001A").status()).isEqualTo(200);
        assertThat(api.seen(ADA, room).at("/establishment/id").asString()).isEqualTo("0750001A");
    }

    @Test
    void O6_a_room_changes_schools_while_it_is_closed_only() {
        var both = twoSchools();
        var room = api.room(both, "X");
        open(both, room);
        var moved = moved(both, room, "0690002B");
        assertThat(moved.status()).isEqualTo(400);
        assertThat(moved.text("/errors/0/code")).isEqualTo("establishment-while-open");
        var closed = api.room(both, "Y");
        assertThat(moved(both, closed, "0690002B").text("/establishment/id")).isEqualTo("0690002B");
    }

    private Someone twoSchools() {
        var both =
                new Someone(
                        "both-" + UUID.randomUUID(),
                        "B",
                        "TEACHER",
                        "0750001A",
                        List.of(),
                        List.of());
        api.get(both, "/api/v1/me");
        jdbc.sql("update people set establishments = '{0750001A,0690002B}' where id = ?")
                .param(both.id())
                .update();
        return both;
    }

    private Answer moved(Someone by, String room, String school) {
        return api.put(
                by,
                "/api/v1/rooms/" + room,
                "{\"name\":\"X\",\"settingsVersion\":1,\"establishment\":\"%s\"}"
                        .formatted(school));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("\"establishment\":\"0690002B\"", "establishment"),
                Arguments.of("\"access\":{\"policy\":\"GROUPS\"}", "access.groups"),
                Arguments.of(
                        "\"access\":{\"policy\":\"GROUPS\",\"groups\":[\"no-such-group\"]}",
                        "access.groups"),
                Arguments.of(
                        "\"access\":{\"policy\":\"GROUPS\",\"groups\":[\"classe-5a\"]}",
                        "access.groups"),
                Arguments.of("\"publicLink\":true,\"accessCode\":\"é à\"", "accessCode"),
                Arguments.of("\"publicLink\":true,\"accessCode\":\"abc\"", "accessCode"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_cannot_be_taken_is_refused_on_its_field(String fault, String field) {
        api.get(TOM, "/api/v1/me");
        var refused = api.post(ADA, "/api/v1/rooms", "{\"name\":\"X\",%s}".formatted(fault));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors")).hasSize(1);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
        assertThat(refused.text("/errors/0/message")).isNotEmpty();
    }

    @Test
    void an_unknown_policy_is_refused() {
        var refused =
                api.post(ADA, "/api/v1/rooms", "{\"name\":\"X\",\"access\":{\"policy\":\"ALL\"}}");
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void D33_two_who_change_the_door_from_the_same_version_do_not_undo_each_other() {
        var room = room(ADA, "{\"policy\":\"SIGNED_IN\"}");
        share(room, "bruno", "MANAGER");
        assertThat(change(ADA, room, 1, "{\"policy\":\"INVITED\"}").status()).isEqualTo(200);
        var stale = change(BRUNO, room, 1, "{\"policy\":\"ESTABLISHMENT\"}");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("/current/access/policy")).isEqualTo("INVITED");
    }

    // At once

    @Test
    void I9_S50_S24_a_door_that_closes_is_closed_at_once_also_for_who_stands_before_it() {
        var room = room(ADA, "{\"policy\":\"SIGNED_IN\"}");
        open(room);
        try (var zoes = atTheDoor(ZOE, room);
                var toms = atTheDoor(TOM, room)) {
            zoes.awaits("door", d -> d.path("mayEnter").asBoolean());
            toms.awaits("door", d -> d.path("mayEnter").asBoolean());
            change(ADA, room, 1, "{\"policy\":\"INVITED\"}");
            assertThat(api.post(ZOE, "/api/v1/rooms/" + room + "/join", null).status())
                    .isEqualTo(403);
            assertThat(api.post(TOM, "/api/v1/rooms/" + room + "/join", null).status())
                    .isEqualTo(404);
            zoes.awaits(
                    "door",
                    d ->
                            !d.path("mayEnter").asBoolean()
                                    && d.at("/owner/name").asString().equals("Ada Diallo"),
                    Duration.ofSeconds(2));
            toms.awaits("gone", _ -> true, Duration.ofSeconds(2));
        }
    }

    @Test
    void I9_who_loses_the_share_that_let_them_in_is_told_at_the_door() {
        var room = room(ADA, "{\"policy\":\"INVITED\"}");
        share(room, "bruno", "MODERATOR");
        try (var brunos = atTheDoor(BRUNO, room)) {
            brunos.awaits("door", d -> d.path("role").asString().equals("MODERATOR"));
            api.put(ADA, "/api/v1/rooms/" + room + "/shares", "{\"shares\":[]}");
            brunos.awaits("door", d -> !d.path("mayEnter").asBoolean(), Duration.ofSeconds(2));
        }
    }

    @Test
    void S32_who_comes_when_all_places_are_taken_is_told_and_told_when_one_frees() {
        var room = room(ADA, "{\"policy\":\"ESTABLISHMENT\"}");
        share(room, "chloe", "MODERATOR");
        var opening = api.put(ADA, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
        started(room, opening, Map.of("places", 30));
        try (var zoes = atTheDoor(ZOE, room);
                var chloes = atTheDoor(CHLOE, room)) {
            attended(room, opening, 2, 30);
            var full = zoes.awaits("door", door -> door.path("full").asInt(0) == 30);
            assertThat(full.data().path("status").asString()).isEqualTo("OPEN");
            chloes.awaits("door", door -> door.path("version").equals(full.data().path("version")));
            assertThat(chloes.events)
                    .as("who moderates gets in")
                    .allMatch(event -> event.data().path("full").asInt(0) == 0);
            attended(room, opening, 3, 29);
            zoes.awaits(
                    "door",
                    door ->
                            door.path("full").isNull()
                                    && door.path("version").asInt()
                                            > full.data().path("version").asInt());
        }
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room + "/door").json().path("full").isNull())
                .isTrue();
    }

    // What others may not know

    @Test
    void P2_a_room_one_may_not_know_is_answered_like_one_that_does_not_exist() throws IOException {
        var real = new ArrayList<String>();
        for (var i = 0; i < 100; i++) {
            real.add(room(ADA, "{\"policy\":\"INVITED\"}"));
        }
        assertThat(requests()).hasSizeGreaterThan(20); // so that there are 1,000 random ids
        var next = 0;
        for (var what : requests()) {
            times(what, real.getFirst(), aRandomId()); // and all is warm
            var differences = new ArrayList<Long>();
            for (var pair = 0; pair < 50; pair++) {
                var times = times(what, real.get(next++ % real.size()), aRandomId());
                differences.add(times.getFirst() - times.getLast());
            }
            assertThat(Math.abs(median(differences)))
                    .as("%s", what)
                    .isLessThan(Duration.ofMillis(5).toNanos());
        }
    }

    private static String aRandomId() {
        return UUID.randomUUID().toString();
    }

    /// Everything that is asked of one room, as published. Who asks for access, or for the date
    /// they are invited for, is answered the same whether there is a room or not, which
    /// [AccessRequestsTest] and [InvitationTest] show.
    private static List<Map.Entry<String, String>> requests() throws IOException {
        return RightsTest.published().stream()
                .filter(endpoint -> endpoint.contains(" /api/v1/rooms/{id}"))
                .filter(endpoint -> !endpoint.equals("POST /api/v1/rooms/{id}/access-requests"))
                .filter(endpoint -> !endpoint.equals("GET /api/v1/rooms/{id}/door/meeting"))
                .map(endpoint -> endpoint.split(" /api/v1/rooms/\\{id}", 2))
                .map(part -> Map.entry(part[0], part[1].replaceAll("\\{[A-Za-z]+}", aRandomId())))
                .toList();
    }

    /// One after the other, so that both meet the same load.
    private List<Long> times(Map.Entry<String, String> what, String... rooms) {
        var times = new ArrayList<Long>();
        for (var room : rooms) {
            var before = System.nanoTime();
            var answer =
                    api.call(
                            TOM,
                            what.getKey(),
                            "/api/v1/rooms/" + room + what.getValue(),
                            body(what));
            times.add(System.nanoTime() - before);
            assertThat(answer.status()).as("%s", what).isEqualTo(404);
            assertThat(withoutCode(answer)).isEqualTo(UNKNOWN);
        }
        return times;
    }

    private static final Map<String, String> UNKNOWN =
            Map.of(
                    "type", "urn:problem:room-not-found",
                    "title", "Cette salle n'existe pas ou plus",
                    "status", "404",
                    "detail", "Elle a été supprimée, ou elle n'est pas partagée avec vous.");

    private Map<String, String> withoutCode(Answer answer) {
        var read = new TreeMap<String, String>();
        answer.json().properties().forEach(p -> read.put(p.getKey(), p.getValue().asString()));
        read.remove("code");
        read.remove("instance");
        return read;
    }

    private static String body(Map.Entry<String, String> what) {
        return switch (what.getValue()) {
            case "/stream" -> "{\"wanted\":\"PAUSED\"}";
            case "/shares", "/shares/effect" -> "{\"shares\":[]}";
            default -> "{\"name\":\"X\",\"settingsVersion\":1}";
        };
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    /// By the door, at the door, and by mail: what goes to whom is all in what is told there.
    @Test
    void P3_who_is_not_let_in_never_gets_a_way_in() {
        var room = room(ADA, "{\"policy\":\"GROUPS\",\"groups\":[\"classe-3b\"]}");
        open(room);
        var entrance = api.post(ADA, "/api/v1/rooms/" + room + "/join", null).header("Location");
        assertThat(entrance).contains("pass=");
        try (var leas = atTheDoor(LEA, room)) {
            for (var i = 0; i < 250; i++) {
                for (var person : List.of(LEA, TOM)) {
                    var join = api.post(person, "/api/v1/rooms/" + room + "/join", null);
                    assertThat(join.status()).isIn(403, 404);
                    assertThat(join.header("Location") + join.response().body())
                            .doesNotContain("pass=", "checksum", "sessionToken");
                }
            }
            leas.awaits("door", d -> !d.path("mayEnter").asBoolean());
            assertThat(leas.events).noneMatch(e -> e.data().toString().contains("pass="));
        }
        api.post(LEA, "/api/v1/rooms/" + room + "/access-requests", null);
        assertThat(write(room, "Cours", " " + entrance).status()).isEqualTo(422);
        assertThat(write(room, entrance, "").status()).isEqualTo(422);
        var invited = write(room, "Cours", "");
        assertThat(invited.status()).isEqualTo(201);
        var meeting = "/api/v1/rooms/" + room + "/invitations/" + invited.id() + "/meeting";
        for (var days = 1; days <= 2; days++) {
            var start = Instant.now().plus(Duration.ofDays(days));
            api.put(ADA, meeting, "{\"start\":\"%s\",\"minutes\":45}".formatted(start));
        }
        api.delete(ADA, meeting);
        await().untilAsserted(() ->
                assertThat(others.heardOf(room).stream().map(h -> h.topic() + " " + h.type()))
                        .containsExactlyInAnyOrder(
                                "rooms.v1 RoomOpened",
                                "invitations.v1 AccessRequested",
                                "invitations.v1 InvitationRequested",
                                "invitations.v1 InvitationRequested",
                                "invitations.v1 InvitationRequested",
                                "invitations.v1 InvitationRequested"));
        assertThat(others.heardOf(room))
                .allSatisfy(h ->
                        assertThat(h.raw())
                                .doesNotContain("pass=", "checksum", "sessionToken", "/api/"));
    }

    private Answer write(String room, String subject, String more) {
        return api.post(
                ADA,
                "/api/v1/rooms/" + room + "/invitations",
                """
                {"people":["bruno"],"subject":"%s",
                 "body":"https://visio.example.org/salles/%s/rejoindre%s"}
                """
                        .formatted(subject, room, more));
    }

    @Test
    void P4_the_way_in_is_a_redirection_after_a_post_that_nothing_keeps() {
        var room = room(ADA, "{\"policy\":\"SIGNED_IN\"}");
        open(room);
        var join = api.post(ZOE, "/api/v1/rooms/" + room + "/join", null);
        assertThat(join.status()).isEqualTo(303);
        assertThat(join.header("Location")).startsWith("https://visio.example.org/api/v1/entry");
        assertThat(join.header("Cache-Control")).contains("no-store");
        assertThat(join.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(join.response().body()).isEmpty();
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room + "/join").status()).isEqualTo(405);
        assertThat(others.heardOf(room)).noneMatch(h -> h.raw().contains("pass="));
    }

    @Test
    void P22_rooms_of_the_same_name_in_two_schools_do_not_meet() {
        var hugo = room(ADA, "{\"policy\":\"ESTABLISHMENT\"}");
        var sand = room(CHLOE, "{\"policy\":\"ESTABLISHMENT\"}");
        assertThat(api.get(ADA, "/api/v1/rooms").response().body()).doesNotContain(sand);
        assertThat(api.get(CHLOE, "/api/v1/rooms").response().body()).doesNotContain(hugo);
        assertThat(api.get(ZOE, "/api/v1/rooms/" + sand + "/door").status()).isEqualTo(404);
        assertThat(api.get(TOM, "/api/v1/rooms/" + hugo + "/door").status()).isEqualTo(404);
        try (var zoes = atTheDoor(ZOE, sand);
                var toms = atTheDoor(TOM, sand)) {
            open(CHLOE, sand);
            open(hugo);
            toms.awaits("door", d -> d.path("status").asString().equals("OPEN"));
            zoes.awaits("gone", _ -> true);
            assertThat(zoes.events).noneMatch(e -> e.name().equals("door"));
            assertThat(toms.events).noneMatch(e -> e.data().toString().contains(hugo));
        }
        assertThat(entry(TOM, sand)).contains("/api/v1/entry?pass=");
    }

    @Test
    void who_has_no_school_is_of_no_rooms_school() {
        var room = room(ADA, "{\"policy\":\"ESTABLISHMENT\"}");
        assertThat(api.get(INES, "/api/v1/rooms/" + room + "/door").status()).isEqualTo(404);
    }

    @Test
    @Transactional
    void doors_are_found_by_their_indexes() {
        jdbc.sql("set local enable_seqscan = off").update();
        for (var query :
                List.of(
                        "select 1 from invited where room = '%s' and person = 'x'",
                        "select id from rooms where guest_link = '%s'",
                        "delete from code_tries where who <> '%s' and last_at < now()")) {
            var plan =
                    jdbc.sql("explain " + query.formatted(UUID.randomUUID()))
                            .query(String.class)
                            .list();
            assertThat(String.join("\n", plan)).contains("Index Cond").doesNotContain("Seq Scan");
        }
    }

    private String room(Someone owner, String access) {
        var made =
                api.post(
                        owner,
                        "/api/v1/rooms",
                        "{\"name\":\"Physique\",\"access\":%s}".formatted(access));
        assertThat(made.status()).isEqualTo(201);
        return made.text("/id");
    }

    private Answer change(Someone by, String room, int version, String access) {
        return api.put(
                by,
                "/api/v1/rooms/" + room,
                "{\"name\":\"Physique\",\"settingsVersion\":%d,\"access\":%s}"
                        .formatted(version, access));
    }

    private void open(String room) {
        open(ADA, room);
    }

    private void open(Someone by, String room) {
        var opening = api.put(by, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
        started(room, opening, Map.of());
        await().until(() -> api.seen(by, room).path("status").asString().equals("OPEN"));
    }

    private void started(String room, String opening, Map<String, Object> more) {
        tell("MeetingStarted", room, opening, 1, more);
    }

    private void attended(String room, String opening, int revision, int people) {
        var more = Map.<String, Object>of("people", people, "moderators", 1);
        tell("AttendanceChanged", room, opening, revision, more);
    }

    private void tell(
            String type, String room, String opening, int revision, Map<String, Object> more) {
        var event =
                new TreeMap<String, Object>(
                        Map.of(
                                "room",
                                room,
                                "opening",
                                opening,
                                "revision",
                                revision,
                                "at",
                                "2026-03-01T12:00:00Z"));
        event.putAll(more);
        others.tell("meetings.v1", type, event);
    }

    private String entry(Someone as, String room) {
        return api.post(as, "/api/v1/rooms/" + room + "/join", null).header("Location");
    }

    private Tab atTheDoor(Someone someone, String room) {
        return new Tab(
                HttpRequest.newBuilder(api.uri("/api/v1/events?door=" + room))
                        .header("Authorization", "Bearer " + tokens.of(someone)),
                json);
    }

    private void share(String room, String person, String role) {
        var shared =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room + "/shares",
                        "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"%s\"}]}"
                                .formatted(person, role));
        assertThat(shared.status()).isEqualTo(200);
    }

    private void invite(String room, String person) {
        var invited =
                api.post(
                        ADA,
                        "/api/v1/rooms/" + room + "/invitations",
                        """
                        {"people":["%s"],"subject":"Cours",
                         "body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                        """
                                .formatted(person, room));
        assertThat(invited.status()).isEqualTo(201);
    }
}
