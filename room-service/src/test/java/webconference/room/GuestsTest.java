package webconference.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.SAM;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;

/// People without an account, at the door of a room whose public link they have.
@WholeService
@ExtendWith(OutputCaptureExtension.class)
class GuestsTest {

    private static final Someone LIN =
            new Someone("lin", "Lin Wu", "TEACHER", "0330003C", List.of(), List.of());

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;

    private final String place = UUID.randomUUID().toString();

    @AfterEach
    void the_clock_goes_right_again() {
        clock.reset();
    }

    // The link

    @Test
    void O1_guests_come_by_a_link_that_nobody_guesses_and_those_who_invite_are_shown() {
        var room = room("\"publicLink\":true,\"accessCode\":\"Pomme7\"");
        share(room);
        var shown = api.seen(ADA, room).path("guests");
        assertThat(shown.path("link").asString())
                .matches("https://visio\\.example\\.org/p/[A-Za-z0-9_-]{24}");
        assertThat(shown.path("wait").asBoolean()).isTrue();
        assertThat(shown.path("code").asString()).isEqualTo("Pomme7");
        assertThat(api.seen(BRUNO, room).at("/guests/link").asString())
                .isEqualTo(shown.path("link").asString());
        var moderators = api.seen(CHLOE, room).path("guests");
        assertThat(moderators.path("wait").asBoolean()).isTrue();
        assertThat(moderators.path("link").isNull()).isTrue();
        assertThat(moderators.path("code").isNull()).isTrue();
        var links =
                Stream.generate(() -> token(room("\"publicLink\":true")))
                        .limit(20)
                        .collect(Collectors.toSet());
        assertThat(links).hasSize(20);
    }

    @Test
    void a_guest_sees_the_door_and_nothing_more() {
        var room = room("\"publicLink\":true,\"accessCode\":\"Pomme7\"");
        var door = guest("GET", token(room), "", null).json();
        assertThat(door.propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "establishment",
                        "status",
                        "admission",
                        "streamed",
                        "codeNeeded",
                        "full",
                        "version");
        assertThat(door.path("name").asString()).isEqualTo("Physique");
        assertThat(door.path("status").asString()).isEqualTo("CLOSED");
        assertThat(door.path("admission").asString()).isEqualTo("BY_MODERATOR");
        assertThat(door.path("streamed").asBoolean()).isFalse();
        assertThat(door.path("codeNeeded").asBoolean()).isTrue();
        var free = room("\"publicLink\":true,\"guestsWait\":false");
        assertThat(guest("GET", token(free), "", null).text("/admission")).isEqualTo("AT_ONCE");
        var waiting = room("\"publicLink\":true,\"guestsWait\":false,\"waitingRoom\":true");
        assertThat(guest("GET", token(waiting), "", null).text("/admission"))
                .isEqualTo("BY_MODERATOR");
    }

    @Test
    void S32_a_guest_is_told_that_all_places_are_taken() {
        var room = room("\"publicLink\":true");
        open(room);
        var link = token(room);
        assertThat(guest("GET", link, "", null).json().path("full").isNull()).isTrue();
        jdbc.sql("update openings set places = 3, people = 3 where room = ?::uuid")
                .param(room)
                .update();
        assertThat(guest("GET", link, "", null).json().path("full").asInt()).isEqualTo(3);
    }

    @Test
    void a_link_that_opens_nothing_is_answered_the_same_and_as_fast_whatever_the_reason() {
        var renewed = token(room("\"publicLink\":true"));
        jdbc.sql("update rooms set guest_link = guest_link || 'x' where guest_link = ?")
                .param(renewed)
                .update();
        var off = room("\"publicLink\":true");
        var disabled = token(off);
        change(off, "\"publicLink\":false");
        var forbidden = forbiddenByTheSchool();
        var unknown = GuestLink.random().value();
        var links = List.of(unknown, renewed, disabled, forbidden);
        var answers =
                links.stream().map(link -> withoutCode(guest("GET", link, "", null))).toList();
        assertThat(answers.getFirst()).containsEntry("type", "urn:problem:link-invalid");
        assertThat(answers).containsOnly(answers.getFirst());
        for (var link : links) {
            assertThat(guest("GET", link, "/events", null).status()).isEqualTo(404);
            assertThat(check(link, "{\"name\":\"Zoé\"}").status()).isEqualTo(404);
            assertThat(join(link, "Zoé", null).header("Location"))
                    .isEqualTo("https://visio.example.org/p/" + link);
        }
        var times = new HashMap<String, List<Long>>();
        for (var i = 0; i < 200; i++) {
            for (var link : links) { // one after the other, so that all meet the same load
                var before = System.nanoTime();
                guest("GET", link, "", null);
                times.computeIfAbsent(link, _ -> new ArrayList<>()).add(System.nanoTime() - before);
            }
        }
        var medians = times.values().stream().map(GuestsTest::median).sorted().toList();
        assertThat(medians.getLast() - medians.getFirst())
                .isLessThan(Duration.ofMillis(5).toNanos());
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private String forbiddenByTheSchool() {
        var made =
                api.post(LIN, "/api/v1/rooms", "{\"name\":\"Maths\",\"publicLink\":true}").json();
        var link = made.at("/guests/link").asString();
        jdbc.sql(
                        """
                        insert into establishment_rules
                        values ('0330003C', false, false, null, '{}', 1, 'sam', now())
                        """)
                .update();
        assertThat(api.seen(LIN, made.path("id").asString()).path("guests").isNull()).isTrue();
        var refused = api.post(LIN, "/api/v1/rooms", "{\"name\":\"X\",\"publicLink\":true}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("publicLink");
        return link.substring(link.indexOf("/p/") + 3);
    }

    @Test
    void I9_who_waits_is_told_at_once_that_the_school_forbids_public_links() {
        var made =
                api.post(LIN, "/api/v1/rooms", "{\"name\":\"Maths\",\"publicLink\":true}").json();
        var link = made.at("/guests/link").asString();
        try (var tab = waiting(link.substring(link.indexOf("/p/") + 3))) {
            tab.awaits("door", _ -> true);
            var ruled =
                    api.put(
                            SAM,
                            "/api/v1/ops/establishments/0330003C/rules",
                            "{\"publicLinks\":false,\"externalInvitations\":false,\"version\":0}");
            assertThat(ruled.status()).as(ruled.response().body()).isEqualTo(200);
            tab.awaits("gone", _ -> true, Duration.ofSeconds(2));
        }
        var me = api.get(LIN, "/api/v1/me").json();
        assertThat(me.at("/establishments/0/publicLinks").asBoolean()).isFalse();
        assertThat(api.get(LIN, "/api/v1/config").json().path("publicLinks").asBoolean()).isTrue();
    }

    @AfterEach
    void the_school_has_no_rules_of_its_own_again() {
        jdbc.sql("delete from establishment_rules where establishment = '0330003C'").update();
    }

    @Test
    void a_new_link_kills_the_one_before_at_once_also_for_who_waits_with_it() {
        var room = room("\"publicLink\":true");
        var before = token(room);
        try (var waiting = waiting(before)) {
            waiting.awaits("door", _ -> true);
            var renewed = api.post(ADA, "/api/v1/rooms/" + room + "/public-link", null);
            assertThat(renewed.status()).isEqualTo(200);
            assertThat(guest("GET", before, "", null).status()).isEqualTo(404);
            assertThat(guest("GET", token(room), "", null).status()).isEqualTo(200);
            waiting.awaits("gone", _ -> true, Duration.ofSeconds(2));
        }
    }

    @Test
    void a_link_switched_off_and_on_again_is_the_same_link() {
        var room = room("\"publicLink\":true,\"guestsWait\":false,\"accessCode\":\"1234\"");
        var link = token(room);
        change(room, "\"publicLink\":false");
        assertThat(api.seen(ADA, room).path("guests").isNull()).isTrue();
        assertThat(api.post(ADA, "/api/v1/rooms/" + room + "/public-link", null).status())
                .isEqualTo(409);
        change(room, "\"publicLink\":true");
        assertThat(token(room)).isEqualTo(link);
        assertThat(api.seen(ADA, room).at("/guests/wait").asBoolean()).isFalse();
        assertThat(api.seen(ADA, room).at("/guests/code").asString()).isEqualTo("1234");
    }

    @Test
    void the_code_stays_if_it_is_left_out_and_goes_if_it_is_empty() {
        var room = room("\"publicLink\":true,\"accessCode\":\"1234\"");
        change(room, "\"guestsWait\":true");
        assertThat(api.seen(ADA, room).at("/guests/code").asString()).isEqualTo("1234");
        change(room, "\"accessCode\":\"\"");
        assertThat(api.seen(ADA, room).at("/guests/code").isNull()).isTrue();
    }

    // What a guest says

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", " ", "\u00a0\u00a0x", "..", "\u202EZoé", "Zo\u200Bé", "Zo\té"})
    void a_name_that_is_none_is_refused(String name) {
        var link = token(room("\"publicLink\":true"));
        var refused = check(link, json.writeValueAsString(Map.of("name", name)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("name");
    }

    @Test
    void a_name_has_sixty_characters_at_most() {
        var link = token(room("\"publicLink\":true"));
        assertThat(check(link, "{\"name\":\"%s\"}".formatted("é".repeat(60))).status())
                .isEqualTo(204);
        assertThat(check(link, "{\"name\":\"%s\"}".formatted("é".repeat(61))).status())
                .isEqualTo(422);
        assertThat(check(link, "{}").text("/errors/0/field")).isEqualTo("name");
    }

    @Test
    void where_the_room_is_streamed_a_guest_agrees_to_it_first() {
        var room =
                room(
                        "\"publicLink\":true,\"streaming\":{\"url\":\"rtmp://localhost:1935/live\",\"key\":\"k3y-%s\"}"
                                .formatted(UUID.randomUUID()));
        var link = token(room);
        assertThat(guest("GET", link, "", null).json().path("streamed").asBoolean()).isTrue();
        var refused = check(link, "{\"name\":\"Zoé\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/code")).isEqualTo("consent-needed");
        assertThat(check(link, "{\"name\":\"Zoé\",\"consent\":true}").status()).isEqualTo(204);
        open(room);
        assertThat(join(link, "Zoé", null).header("Location")).contains("/p/");
        assertThat(join(link, "Zoé", null, "consent=true").header("Location"))
                .contains("/api/v1/entry?pass=");
    }

    // The code

    @Test
    void five_wrong_codes_from_one_place_close_it_for_a_minute_there_and_nowhere_else() {
        var link = token(room("\"publicLink\":true,\"accessCode\":\"Pomme7\""));
        var other = token(room("\"publicLink\":true,\"accessCode\":\"Pomme7\""));
        assertThat(code(link, "").text("/errors/0/code")).isEqualTo("code-empty");
        for (var i = 0; i < 5; i++) {
            assertThat(code(link, "wrong").text("/errors/0/code")).isEqualTo("code-wrong");
        }
        var refused = code(link, "Pomme7");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:too-many-tries");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(50, 60);
        assertThat(join(link, "Zoé", "Pomme7").header("Location")).contains("/p/");
        assertThat(code(other, "Pomme7").status()).isEqualTo(204);
        var elsewhere = "203.0.113." + UUID.randomUUID();
        assertThat(
                        api.call(
                                        null,
                                        "POST",
                                        "/api/v1/guests/" + link + "/check",
                                        "{\"name\":\"Zoé\",\"code\":\"pomme7\"}",
                                        "Caller-Address",
                                        elsewhere)
                                .status())
                .as("P24: the failing of one keeps nobody else out")
                .isEqualTo(204);
        clock.advance(Duration.ofSeconds(61));
        assertThat(code(link, "Pomme7").status()).isEqualTo(204);
    }

    @Test
    void a_right_code_forgets_the_wrong_ones_before_it() {
        var link = token(room("\"publicLink\":true,\"accessCode\":\"Pomme7\""));
        for (var i = 0; i < 3; i++) {
            for (var j = 0; j < 4; j++) {
                assertThat(code(link, "wrong").status()).isEqualTo(422);
            }
            assertThat(code(link, " POMME7 ").status()).isEqualTo(204);
        }
    }

    @Test
    void of_many_codes_at_once_no_more_than_five_are_looked_at() throws Exception {
        var link = token(room("\"publicLink\":true,\"accessCode\":\"Pomme7\""));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    people.invokeAll(
                            Stream.<Callable<Integer>>generate(
                                            () -> () -> code(link, "wrong").status())
                                    .limit(40)
                                    .toList());
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses.stream().filter(s -> s == 422)).hasSize(5);
            assertThat(statuses.stream().filter(s -> s == 429)).hasSize(35);
        }
    }

    // Going in

    @Test
    void a_guest_enters_as_a_viewer_of_their_own_under_a_name_that_says_what_they_are()
            throws ParseException {
        var room = room("\"publicLink\":true");
        var link = token(room);
        assertThat(join(link, "Zoé Bernard", null).header("Location"))
                .isEqualTo("https://visio.example.org/p/" + link);
        open(room);
        var answer = join(link, " Zoé\u00a0 Bernard ", null);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        var pass = pass(answer);
        assertThat(pass.getStringClaim("name")).isEqualTo("Zoé Bernard (invité)");
        assertThat(pass.getStringClaim("role")).isEqualTo("VIEWER");
        assertThat(pass.getBooleanClaim("waits")).isTrue();
        assertThat(pass.getStringClaim("door")).isEqualTo("/p/" + link);
        assertThat(pass.getSubject()).startsWith("guest-");
        assertThat(
                        Duration.between(
                                pass.getIssueTime().toInstant(),
                                pass.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(pass(join(link, "Zoé Bernard", null)).getSubject())
                .isNotEqualTo(pass.getSubject());
        change(room, "\"guestsWait\":false");
        assertThat(pass(join(link, "Zoé Bernard", null)).getBooleanClaim("waits")).isFalse();
        assertThat(join(link, "Z", null).header("Location")).contains("/p/" + link);
    }

    @Test
    void who_has_an_account_enters_by_the_link_as_a_participant_under_their_own_name()
            throws ParseException {
        var room = room("\"publicLink\":true,\"access\":{\"policy\":\"INVITED\"}");
        var link = token(room);
        assertThat(api.post(LIN, "/api/v1/rooms/" + room + "/join", null).status()).isEqualTo(404);
        assertThat(joinAs(LIN, link, "").header("Location"))
                .isEqualTo("https://visio.example.org/p/" + link);
        open(room);
        for (var someone : List.of(LIN, ADA)) {
            var answer = joinAs(someone, link, "");
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            var pass = pass(answer);
            assertThat(pass.getSubject()).isEqualTo(someone.id());
            assertThat(pass.getStringClaim("name")).isEqualTo(someone.name());
            assertThat(pass.getStringClaim("role")).isEqualTo("VIEWER");
            assertThat(pass.getBooleanClaim("waits")).isTrue();
            assertThat(pass.getStringClaim("door")).isEqualTo("/p/" + link);
        }
        assertThat(api.get(LIN, "/api/v1/rooms/" + room + "/door").status()).isEqualTo(404);
        assertThat(
                        jdbc.sql(
                                        """
                                        select a.detail from audit a
                                        join audit_people p on p.token = a.actor
                                        where a.room = ?::uuid and p.person = ? and a.what = 'JOIN'
                                        """)
                                .params(room, LIN.id())
                                .query((row, _) -> row.getString("detail"))
                                .list())
                .singleElement()
                .asString()
                .startsWith("viewer by the public link");
    }

    @Test
    void who_has_an_account_is_asked_for_code_and_consent_like_a_guest() {
        var room =
                room(
                        """
                        "publicLink":true,"accessCode":"Pomme7",
                        "streaming":{"url":"rtmp://localhost:1935/live","key":"k3y-%s"}
                        """
                                .formatted(UUID.randomUUID()));
        var link = token(room);
        open(room);
        var check = "/api/v1/me/public-links/" + link + "/check";
        var refused = api.call(LIN, "POST", check, "{}", "Caller-Address", place);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").valueStream().map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder("code", "consent");
        assertThat(joinAs(LIN, link, "code=Pomme7").header("Location")).endsWith("/p/" + link);
        assertThat(joinAs(LIN, link, "code=Poire7&consent=true").header("Location"))
                .endsWith("/p/" + link);
        var fine = "{\"code\":\"pomme7\",\"consent\":true}";
        assertThat(api.call(LIN, "POST", check, fine, "Caller-Address", place).status())
                .isEqualTo(204);
        assertThat(joinAs(LIN, link, "code=Pomme7&consent=true").header("Location"))
                .contains("/api/v1/entry?pass=");
    }

    @Test
    void a_link_that_opens_nothing_opens_nothing_to_those_with_an_account_either() {
        var room = room("\"publicLink\":true");
        var disabled = token(room);
        change(room, "\"publicLink\":false");
        open(room);
        for (var link : List.of(disabled, GuestLink.random().value())) {
            assertThat(joinAs(LIN, link, "").header("Location"))
                    .isEqualTo("https://visio.example.org/p/" + link);
            assertThat(
                            api.post(LIN, "/api/v1/me/public-links/" + link + "/check", "{}")
                                    .text("/type"))
                    .isEqualTo("urn:problem:link-invalid");
        }
    }

    private Answer joinAs(Someone someone, String link, String fields) {
        return api.call(
                someone,
                "POST",
                "/api/v1/me/public-links/" + link + "/join",
                fields,
                "Caller-Address",
                place,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void S32_a_guest_who_waits_is_told_when_it_opens() {
        var room = room("\"publicLink\":true");
        try (var tab = waiting(token(room))) {
            tab.awaits("door", d -> d.path("status").asString().equals("CLOSED"));
            open(room);
            tab.awaits("door", d -> d.path("status").asString().equals("OPEN"));
            assertThat(tab.events)
                    .allSatisfy(e ->
                            assertThat(e.data().toString()).doesNotContain(room, "ada", "Ada"));
            change(room, "\"publicLink\":false");
            tab.awaits("gone", _ -> true, Duration.ofSeconds(2));
        }
    }

    @Test
    void a_meeting_is_told_whether_guests_may_come() {
        var room = room("\"publicLink\":false");
        open(room);
        var told = others.heardOf(room).stream().filter(h -> h.type().equals("RoomOpened"));
        assertThat(told).allSatisfy(h -> assertThat(h.data().path("guests").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "..", "%2e%2e", "a%20b", "%F0%9F%98%80", "x?y=1", "%0d%0ax"})
    void P11_whatever_stands_in_its_place_a_link_leads_nowhere_else(String token) {
        var answer = guest("POST", token, "/join", "name=Zo%C3%A9");
        assertThat(answer.status()).isLessThan(500);
        if (!answer.header("Location").isEmpty()) {
            assertThat(answer.header("Location")).startsWith("https://visio.example.org/p/");
        }
    }

    @Test
    void P4_I10_no_link_code_name_or_pass_is_logged_or_told(CapturedOutput output) {
        var room = room("\"publicLink\":true,\"accessCode\":\"Canary777\"");
        var link = token(room);
        open(room);
        check(link, "{\"name\":\"Canary Guest\",\"code\":\"wrong\"}");
        check(link, "{\"name\":\"Canary Guest\",\"code\":\"Canary777\"}");
        var pass = join(link, "Canary Guest", "Canary777").header("Location");
        assertThat(pass).contains("/api/v1/entry?pass=");
        guest("GET", link + "x", "", null);
        assertThat(output.getAll())
                .doesNotContain(link, "Canary777", "Canary Guest", pass.substring(60, 120));
        assertThat(others.heardOf(room))
                .noneMatch(h -> h.raw().contains(link) || h.raw().contains("Canary"));
    }

    private Answer code(String link, String code) {
        return check(link, json.writeValueAsString(Map.of("name", "Zoé", "code", code)));
    }

    private Answer check(String link, String body) {
        return guest("POST", link, "/check", body);
    }

    private Answer join(String link, String name, @Nullable String code, String... more) {
        var form = new StringBuilder("name=" + URLEncoder.encode(name, UTF_8));
        if (code != null) {
            form.append("&code=").append(URLEncoder.encode(code, UTF_8));
        }
        Stream.of(more).forEach(field -> form.append('&').append(field));
        return guest("POST", link, "/join", form.toString());
    }

    private Answer guest(String method, String link, String path, @Nullable String body) {
        var form = body != null && !body.startsWith("{");
        return api.call(
                null,
                method,
                "/api/v1/guests/" + link + path,
                body,
                form
                        ? new String[] {
                            "Caller-Address",
                            place,
                            "Content-Type",
                            "application/x-www-form-urlencoded"
                        }
                        : new String[] {"Caller-Address", place});
    }

    private Tab waiting(String link) {
        return new Tab(HttpRequest.newBuilder(api.uri("/api/v1/guests/" + link + "/events")), json);
    }

    private static JWTClaimsSet pass(Answer join) throws ParseException {
        var location = join.header("Location");
        return SignedJWT.parse(location.substring(location.indexOf("pass=") + 5)).getJWTClaimsSet();
    }

    private static Map<String, String> withoutCode(Answer answer) {
        var read = new TreeMap<String, String>();
        answer.json().properties().forEach(p -> read.put(p.getKey(), p.getValue().asString()));
        read.remove("code");
        read.remove("instance");
        return read;
    }

    private String room(String settings) {
        var made = api.post(ADA, "/api/v1/rooms", "{\"name\":\"Physique\",%s}".formatted(settings));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private String token(String room) {
        var link = api.seen(ADA, room).at("/guests/link").asString();
        return link.substring(link.indexOf("/p/") + 3);
    }

    private void change(String room, String settings) {
        var version = api.seen(ADA, room).path("settingsVersion").asInt();
        var changed =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room,
                        "{\"name\":\"Physique\",\"settingsVersion\":%d,%s}"
                                .formatted(version, settings));
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    }

    private void share(String room) {
        api.get(BRUNO, "/api/v1/me");
        api.get(CHLOE, "/api/v1/me");
        var shared =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room + "/shares",
                        """
                        {"shares":[{"kind":"PERSON","id":"bruno","role":"MANAGER"},
                                   {"kind":"PERSON","id":"chloe","role":"MODERATOR"}]}
                        """);
        assertThat(shared.status()).isEqualTo(200);
    }

    private void open(String room) {
        var opening = api.put(ADA, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
        others.tell(
                "meetings.v1",
                "MeetingStarted",
                Map.of(
                        "room",
                        room,
                        "opening",
                        opening,
                        "revision",
                        1,
                        "at",
                        "2026-03-01T12:00:00Z"));
        await().until(() -> api.seen(ADA, room).path("status").asString().equals("OPEN"));
    }
}
