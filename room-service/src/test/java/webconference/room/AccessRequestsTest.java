package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.WholeService.Tokens;

/// Who may not enter a room asks to be let in. Ada owns the room and Bruno manages it; who asks is
/// of another school.
@WholeService
class AccessRequestsTest {

    @Autowired @Lazy Api api;
    @Autowired Tokens tokens;
    @Autowired OtherServices others;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;

    private final Someone asker = somebody();

    @BeforeEach
    void everybody_has_signed_in_once() {
        List.of(ADA, BRUNO, CHLOE, asker).forEach(p -> api.get(p, "/api/v1/me"));
    }

    @AfterEach
    void back_to_the_present() {
        clock.reset();
    }

    @Test
    void who_asks_is_shown_to_owner_and_managers_at_once_and_the_owner_is_written_to() {
        var room = aRoom();
        try (var owner = screen(ADA, "");
                var manager = screen(BRUNO, "");
                var moderator = screen(CHLOE, "")) {
            assertThat(ask(asker, room).status()).isEqualTo(202);
            owner.awaits("access", e -> isOf(e, room), Duration.ofSeconds(2));
            manager.awaits("access", e -> isOf(e, room), Duration.ofSeconds(2));
            assertThat(moderator.events).noneMatch(e -> e.name().equals("access"));
        }
        for (var reader : List.of(ADA, BRUNO)) {
            var waiting = waiting(reader, room);
            assertThat(waiting).hasSize(1);
            assertThat(waiting.getFirst().at("/person/name").asString()).isEqualTo(asker.name());
            assertThat(waiting.getFirst().path("profile").asString()).isEqualTo("TEACHER");
            assertThat(waiting.getFirst().path("establishment").asString()).isNotEmpty();
        }
        var letter = await().until(() -> letters(room), all -> !all.isEmpty()).getFirst();
        assertThat(letter.data().at("/owner/email").asString()).isEqualTo("ada@school.example");
        assertThat(letter.data().path("name").asString()).isEqualTo("Physique");
        assertThat(letter.data().path("link").asString())
                .isEqualTo("https://visio.example.org/salles/" + room);
        assertThat(letter.data().at("/by/name").asString()).isEqualTo(asker.name());
        assertThat(letter.data().path("language").asString()).isEqualTo("fr");
    }

    @Test
    void the_letter_is_in_the_language_of_who_asks() {
        var room = aRoom();
        api.call(asker, "POST", path(room), null, "Accept-Language", "en-GB");
        var letter = await().until(() -> letters(room), all -> !all.isEmpty()).getFirst();
        assertThat(letter.data().path("language").asString()).isEqualTo("en");
    }

    @Test
    void S44_who_is_let_in_may_enter_and_nothing_more_and_is_told_at_the_door() {
        var room = aRoom();
        ask(asker, room);
        var request = waiting(ADA, room).getFirst().path("id").asString();
        try (var door = screen(asker, "?door=" + room);
                var owner = screen(ADA, "")) {
            assertThat(api.put(BRUNO, path(room) + "/" + request + "/approval", null).status())
                    .isEqualTo(204);
            door.awaits("door", e -> e.path("mayEnter").asBoolean(), Duration.ofSeconds(2));
            owner.awaits("access", e -> isOf(e, room), Duration.ofSeconds(2));
        }
        assertThat(waiting(ADA, room)).isEmpty();
        assertThat(api.get(asker, "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(api.get(asker, "/api/v1/rooms").text("/rooms/0/id")).isNotEqualTo(room);
        assertThat(api.post(asker, "/api/v1/rooms/" + room + "/join", null).header("Location"))
                .isEqualTo("https://visio.example.org/salles/" + room + "/rejoindre");
        assertThat(deeds(room)).containsSubsequence("ASK_ACCESS DONE", "GRANT_ACCESS DONE");
    }

    @Test
    void who_is_refused_stays_out_and_the_request_is_gone() {
        var room = aRoom();
        ask(asker, room);
        var request = waiting(ADA, room).getFirst().path("id").asString();
        assertThat(api.delete(ADA, path(room) + "/" + request).status()).isEqualTo(204);
        assertThat(waiting(ADA, room)).isEmpty();
        assertThat(api.get(asker, "/api/v1/rooms/" + room + "/door").status()).isEqualTo(404);
        assertThat(api.put(ADA, path(room) + "/" + request + "/approval", null).text("/type"))
                .isEqualTo("urn:problem:access-request-not-found");
        assertThat(deeds(room)).containsSubsequence("ASK_ACCESS DONE", "REFUSE_ACCESS DONE");
    }

    @Test
    void a_request_is_answered_in_its_own_room_only() {
        var room = aRoom();
        ask(asker, room);
        var request = waiting(ADA, room).getFirst().path("id").asString();
        var other = aRoom();
        assertThat(api.put(ADA, path(other) + "/" + request + "/approval", null).status())
                .isEqualTo(404);
        assertThat(api.delete(ADA, path(other) + "/" + request).status()).isEqualTo(404);
        assertThat(waiting(ADA, room)).hasSize(1);
    }

    @Test
    void the_same_room_is_asked_for_once_a_day_however_often_it_is_said() {
        var room = aRoom();
        ask(asker, room);
        var request = waiting(ADA, room).getFirst().path("id").asString();
        api.delete(ADA, path(room) + "/" + request);
        assertThat(ask(asker, room).status()).isEqualTo(202);
        assertThat(waiting(ADA, room)).isEmpty();
        clock.advance(Duration.ofHours(25));
        assertThat(ask(asker, room).status()).isEqualTo(202);
        assertThat(waiting(ADA, room)).hasSize(1);
        await().until(() -> letters(room).size() == 2);
    }

    @Test
    void P21_no_more_than_ten_rooms_a_day_whether_or_not_they_exist() {
        for (var i = 0; i < 9; i++) {
            assertThat(ask(asker, aRandomId()).status()).isEqualTo(202);
        }
        var tenth = aRoom();
        assertThat(ask(asker, tenth).status()).isEqualTo(202);
        for (var room : List.of(aRoom(), aRandomId())) {
            var refused = ask(asker, room);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(86_000L, 86_400L);
            assertThat(refused.text("/detail")).contains("10 salles par jour");
        }
        assertThat(ask(asker, tenth).status()).isEqualTo(202); // it was asked for already
        clock.advance(Duration.ofHours(25));
        assertThat(ask(asker, aRoom()).status()).isEqualTo(202);
    }

    @Test
    void P21_who_asks_from_many_tabs_at_once_is_counted_like_from_one() {
        var tabs =
                IntStream.range(0, 20)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () -> ask(asker, aRandomId()).status()))
                        .toList();
        assertThat(tabs.stream().map(CompletableFuture::join).filter(s -> s == 202)).hasSize(10);
    }

    @Test
    void P2_nobody_learns_by_asking_whether_there_is_such_a_room() {
        var ofReal = new ArrayList<Long>();
        var ofRandom = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) {
            var someone = somebody();
            api.get(someone, "/api/v1/me");
            var real = aRoom();
            ofReal.add(timed(someone, real));
            ofRandom.add(timed(someone, aRandomId()));
        }
        assertThat(Math.abs(median(ofReal) - median(ofRandom)))
                .isLessThan(Duration.ofMillis(5).toNanos());
    }

    private long timed(Someone someone, String room) {
        var before = System.nanoTime();
        var answer = ask(someone, room);
        var time = System.nanoTime() - before;
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.response().body()).isEmpty();
        return time;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void who_may_enter_anyway_bothers_nobody() {
        var room = aRoom();
        assertThat(ask(CHLOE, room).status()).isEqualTo(202);
        assertThat(waiting(ADA, room)).isEmpty();
    }

    @Test
    void who_was_invited_meanwhile_waits_no_more() {
        var room = aRoom();
        ask(asker, room);
        assertThat(waiting(ADA, room)).hasSize(1);
        jdbc.sql("insert into invited (room, person) values (?::uuid, ?)")
                .params(room, asker.id())
                .update();
        assertThat(waiting(ADA, room)).isEmpty();
    }

    private static Someone somebody() {
        var id = "asker-" + UUID.randomUUID();
        return new Someone(id, "Name of " + id, "TEACHER", "0690002B", List.of(), List.of());
    }

    /// Its door opens to those invited only; Bruno manages it and Chloé moderates it.
    private String aRoom() {
        var room =
                api.post(
                                ADA,
                                "/api/v1/rooms",
                                "{\"name\":\"Physique\",\"access\":{\"policy\":\"INVITED\"}}")
                        .text("/id");
        var shared =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room + "/shares",
                        """
                        {"shares":[{"kind":"PERSON","id":"bruno","role":"MANAGER"},
                                   {"kind":"PERSON","id":"chloe","role":"MODERATOR"}]}
                        """);
        assertThat(shared.status()).isEqualTo(200);
        return room;
    }

    private static String aRandomId() {
        return UUID.randomUUID().toString();
    }

    private static String path(String room) {
        return "/api/v1/rooms/" + room + "/access-requests";
    }

    private Answer ask(Someone someone, String room) {
        return api.post(someone, path(room), null);
    }

    private List<JsonNode> waiting(Someone reader, String room) {
        return api.get(reader, path(room)).json().path("requests").valueStream().toList();
    }

    private static boolean isOf(JsonNode event, String room) {
        return event.path("room").asString().equals(room);
    }

    private List<OtherServices.Heard> letters(String room) {
        return others.heardOf(room).stream()
                .filter(h -> h.type().equals("AccessRequested"))
                .toList();
    }

    private List<String> deeds(String room) {
        return jdbc.sql("select what, result from audit where room = ?::uuid order by line")
                .param(room)
                .query((row, _) -> row.getString("what") + " " + row.getString("result"))
                .list();
    }

    private Tab screen(Someone someone, String query) {
        return new Tab(
                HttpRequest.newBuilder(api.uri("/api/v1/events" + query))
                        .header("Authorization", "Bearer " + tokens.of(someone)),
                json);
    }
}
