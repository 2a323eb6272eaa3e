package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.ENTRY_SECRET;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.ZOE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;

/// The service as its callers and neighbours see it: real database, real broker, real HTTP.
@WholeService
class RoomServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;
    @Autowired ECKey streamingKey;

    // Creating and changing

    @Test
    void S6_S14_a_room_just_created_is_in_the_list_and_closed() {
        var created = api.post(ADA, "/api/v1/rooms", "{\"name\":\"  Physique 3B  \"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/name")).isEqualTo("Physique 3B");
        assertThat(created.text("/status")).isEqualTo("CLOSED");
        assertThat(created.text("/owner/name")).isEqualTo("Ada Diallo");
        assertThat(created.text("/role")).isEqualTo("OWNER");
        assertThat(created.text("/link"))
                .isEqualTo("https://visio.example.org/salles/" + created.id() + "/rejoindre");
        assertThat(listed(ADA)).contains(created.text("/id"));
    }

    @Test
    void S15_a_name_is_needed_and_one_character_is_enough() {
        for (var name : List.of("", "   ", "\\u00a0 \\t")) {
            var refused = api.post(ADA, "/api/v1/rooms", "{\"name\":\"%s\"}".formatted(name));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/errors/0/field")).isEqualTo("name");
            assertThat(refused.text("/errors/0/message")).isEqualTo("Donnez un nom à la salle.");
        }
        assertThat(api.post(ADA, "/api/v1/rooms", "{}").status()).isEqualTo(400);
        assertThat(api.post(ADA, "/api/v1/rooms", "{\"name\":\"X\"}").status()).isEqualTo(201);
        assertThat(named("x".repeat(50)).status()).isEqualTo(201);
        assertThat(named("é".repeat(50)).status()).isEqualTo(201);
        assertThat(named("x".repeat(51)).status()).isEqualTo(400);
        assertThat(named("a\\u0000b").status()).isEqualTo(400);
        assertThat(named("a\\nb").status()).isEqualTo(400);
    }

    private Answer named(String name) {
        return api.post(ADA, "/api/v1/rooms", "{\"name\":\"%s\"}".formatted(name));
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void S8_S9_S16_S17_S23_waiting_room_and_streaming_are_chosen_freely(
            boolean waiting, boolean streaming) {
        var created =
                api.post(
                        ADA,
                        "/api/v1/rooms",
                        "{\"name\":\"X\",\"waitingRoom\":%s,\"streaming\":%s}"
                                .formatted(
                                        waiting,
                                        streaming
                                                ? "{\"url\":\"rtmp://localhost/live\",\"key\":\"k\"}"
                                                : "null"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("waitingRoom").asBoolean()).isEqualTo(waiting);
        assertThat(created.json().path("streaming").isNull()).isEqualTo(!streaming);
    }

    @ParameterizedTest
    @CsvSource({
        "'',k,streaming.url",
        "rtmp://localhost/live,'',streaming.key",
        "rtmp://localhost/live,'  ',streaming.key",
        "http://localhost/live,k,streaming.url",
        "rtmp://localhost/live/secretkey,k,streaming.url",
        "rtmp://elsewhere.example/live,k,streaming.url",
        "rtmp://127.0.0.1:1935/live,k,streaming.url",
        "rtmp://no-such-host.invalid/live,k,streaming.url",
        "rtmp://10.1.2.3/live,k,streaming.url",
    })
    void S19_D7_a_target_that_cannot_be_used_is_refused_on_its_field(
            String url, String key, String field) {
        var refused =
                api.post(
                        ADA,
                        "/api/v1/rooms",
                        "{\"name\":\"X\",\"streaming\":{\"url\":\"%s\",\"key\":\"%s\"}}"
                                .formatted(url, key));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors")).hasSize(1);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void a_host_that_is_not_allowed_is_answered_with_those_that_are() {
        var refused =
                api.post(
                        ADA,
                        "/api/v1/rooms",
                        """
                        {"name":"X","streaming":{"url":"rtmp://elsewhere.example/live","key":"k"}}
                        """);
        assertThat(refused.text("/errors/0/message")).contains("localhost", "127.0.0.1:1936");
        assertThat(api.get(ADA, "/api/v1/config").json().path("streamHosts")).isNotEmpty();
    }

    @Test
    void D8_P17_a_stream_key_is_never_given_back_and_lies_nowhere_in_clear()
            throws ParseException, JOSEException {
        var key = "canary-" + UUID.randomUUID();
        var created =
                api.post(
                        ADA,
                        "/api/v1/rooms",
                        "{\"name\":\"X\",\"streaming\":{\"url\":\"rtmp://localhost/live\",\"key\":\"%s\"}}"
                                .formatted(key));
        var room = created.text("/id");
        assertThat(created.response().body()).doesNotContain(key);
        assertThat(created.json().at("/streaming/keyStored").asBoolean()).isTrue();
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        await().atMost(SOON).until(() -> others.typesOf(room).contains("RoomOpened"));
        var told = others.heardOf(room).getFirst();
        assertThat(told.raw()).doesNotContain(key);
        var stored =
                jdbc.sql("select rooms::text from rooms where id = ?::uuid")
                        .param(room)
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain(key);
        var sealed = JWEObject.parse(told.data().at("/target/sealedKey").asString());
        sealed.decrypt(new ECDHDecrypter(streamingKey));
        assertThat(sealed.getPayload()).hasToString(key);
        assertThat(sealed.getHeader().getCustomParam("ctx")).isEqualTo(room);
    }

    @Test
    void S22_S25_settings_are_changed_later_and_the_key_stays_if_none_is_typed() {
        var room = api.streamedRoom(ADA, "Physique");
        share(room, "bruno", "MANAGER");
        var before = sealedKey(room);
        var changed =
                api.put(
                        BRUNO,
                        "/api/v1/rooms/" + room,
                        """
                        {"name":"Chimie","waitingRoom":true,"settingsVersion":1,
                         "streaming":{"url":"rtmps://localhost:1936/live","key":null,"onStop":"DISCONNECT"}}
                        """);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("Chimie");
        assertThat(changed.text("/streaming/url")).isEqualTo("rtmps://localhost:1936/live");
        assertThat(changed.text("/streaming/onStop")).isEqualTo("DISCONNECT");
        assertThat(changed.json().path("settingsVersion").asInt()).isEqualTo(2);
        assertThat(sealedKey(room)).isEqualTo(before);
        assertThat(api.seen(ADA, room).path("name").asString()).isEqualTo("Chimie");
    }

    private String sealedKey(String room) {
        return jdbc.sql("select stream_key from rooms where id = ?::uuid")
                .param(room)
                .query(String.class)
                .single();
    }

    @Test
    void a_key_must_be_typed_where_none_is_stored() {
        var room = api.room(ADA, "Physique");
        var refused =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room,
                        """
                        {"name":"X","settingsVersion":1,
                         "streaming":{"url":"rtmp://localhost/live","key":null}}
                        """);
        assertThat(refused.text("/errors/0/field")).isEqualTo("streaming.key");
    }

    @Test
    void D33_whoever_changes_an_older_version_is_shown_the_newer_one() {
        var room = api.room(ADA, "Physique");
        var body = "{\"name\":\"%s\",\"settingsVersion\":1}";
        assertThat(api.put(ADA, "/api/v1/rooms/" + room, body.formatted("Chimie")).status())
                .isEqualTo(200);
        var stale = api.put(ADA, "/api/v1/rooms/" + room, body.formatted("Maths"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("/type")).isEqualTo("urn:problem:stale-settings");
        assertThat(stale.text("/current/name")).isEqualTo("Chimie");
        assertThat(stale.text("/current/role")).isEqualTo("OWNER");
    }

    @Test
    void the_same_request_twice_makes_one_room() {
        var key = UUID.randomUUID().toString();
        var answers =
                atOnce(
                        8,
                        () ->
                                api.call(
                                        ADA,
                                        "POST",
                                        "/api/v1/rooms",
                                        "{\"name\":\"Once\"}",
                                        "Idempotency-Key",
                                        key));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(new HashSet<>(answers.stream().map(a -> a.text("/id")).toList())).hasSize(1);
        var bruno =
                api.call(
                        BRUNO, "POST", "/api/v1/rooms", "{\"name\":\"X\"}", "Idempotency-Key", key);
        assertThat(bruno.text("/id")).isNotEqualTo(answers.getFirst().text("/id"));
    }

    @Test
    void S5_pupils_have_no_rooms_of_their_own() {
        assertThat(api.get(ZOE, "/api/v1/me").json().path("mayCreate").asBoolean()).isFalse();
        assertThat(api.post(ZOE, "/api/v1/rooms", "{\"name\":\"X\"}").status()).isEqualTo(403);
        var me = api.get(SAM, "/api/v1/me").json();
        assertThat(me.path("mayCreate").asBoolean()).isTrue();
        assertThat(me.path("admin").asBoolean()).isTrue();
        assertThat(me.at("/establishments/0/id").asString()).isEqualTo("0750001A");
    }

    @Test
    void O12_who_may_not_stream_sets_no_broadcast_but_may_change_the_rest_and_end_it() {
        var streamed = "\"streaming\":{\"url\":\"rtmp://localhost/live\",\"key\":%s}";
        var room =
                api.post(
                                ADA,
                                "/api/v1/rooms",
                                "{\"name\":\"X\",%s}".formatted(streamed.formatted("\"k\"")))
                        .text("/id");
        var path = "/api/v1/rooms/" + room;
        api.get(ZOE, "/api/v1/me");
        share(room, "zoe", "MANAGER");
        assertThat(api.get(ZOE, "/api/v1/me").json().path("mayStream").asBoolean()).isFalse();
        assertThat(api.get(ADA, "/api/v1/me").json().path("mayStream").asBoolean()).isTrue();

        var other =
                api.put(
                        ZOE,
                        path,
                        "{\"name\":\"X\",\"settingsVersion\":1,%s}"
                                .formatted(streamed.formatted("\"another\"")));
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.text("/type")).isEqualTo("urn:problem:not-allowed");
        var named =
                api.put(
                        ZOE,
                        path,
                        "{\"name\":\"Y\",\"settingsVersion\":1,%s}"
                                .formatted(streamed.formatted("null")));
        assertThat(named.status()).isEqualTo(200);
        assertThat(named.json().at("/streaming/keyStored").asBoolean()).isTrue();
        var ended = api.put(ZOE, path, "{\"name\":\"Y\",\"settingsVersion\":2}");
        assertThat(ended.json().path("streaming").isNull()).isTrue();
        var again =
                api.put(
                        ZOE,
                        path,
                        "{\"name\":\"Y\",\"settingsVersion\":3,%s}"
                                .formatted(streamed.formatted("\"k\"")));
        assertThat(again.status()).isEqualTo(403);
    }

    @Test
    void O12_who_may_not_use_the_portal_is_told_so_and_learns_nothing() {
        var papa = new Someone("papa", "Papa", "RELATIVE", "0750001A", List.of(), List.of());
        var room = api.room(ADA, "X");
        for (var path : List.of("/me", "/rooms", "/rooms/" + room, "/directory?search=ada")) {
            var refused = api.get(papa, "/api/v1" + path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("/type")).isEqualTo("urn:problem:not-welcome");
        }
        assertThat(jdbc.sql("select from people where id = 'papa'").query().listOfRows()).isEmpty();
    }

    // The list

    @Test
    void S1_S2_the_list_holds_own_and_lent_rooms_and_no_others() {
        var own = api.room(BRUNO, "Own");
        var lent = api.room(ADA, "Lent");
        var byGroup = api.room(ADA, "By group");
        var others = api.room(ADA, "Not his");
        share(lent, "bruno", "MODERATOR");
        api.put(
                ADA,
                "/api/v1/rooms/" + byGroup + "/shares",
                "{\"shares\":[{\"kind\":\"GROUP\",\"id\":\"equipe-3b\",\"role\":\"MANAGER\"}]}");
        open(others);
        api.post(BRUNO, "/api/v1/rooms/" + others + "/join", null);
        assertThat(listed(BRUNO)).contains(own, lent, byGroup).doesNotContain(others);
    }

    @Test
    void the_list_has_open_rooms_first_then_the_last_used() {
        var someone = teacher("order-" + UUID.randomUUID());
        var never = api.room(someone, "A never used");
        var used = api.room(someone, "B used");
        var open = api.room(someone, "C open");
        api.put(someone, "/api/v1/rooms/" + used + "/opening", null);
        tellEnded(used, opening(someone, used));
        await().atMost(SOON)
                .until(() -> api.seen(someone, used).path("status").asString().equals("CLOSED"));
        api.put(someone, "/api/v1/rooms/" + open + "/opening", null);
        assertThat(listed(someone)).containsExactly(open, used, never);
        assertThat(
                        api.get(someone, "/api/v1/rooms?search=USED")
                                .json()
                                .path("rooms")
                                .valueStream()
                                .map(r -> r.path("id").asString()))
                .containsExactly(used, never);
    }

    // Opening, entering, closing

    @Test
    void S26_S27_a_room_opens_and_its_opener_arrives_as_moderator() throws Exception {
        var room = api.room(ADA, "Physique");
        var opening = api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        assertThat(opening.status()).isEqualTo(200);
        assertThat(opening.text("/status")).isEqualTo("OPENING");
        assertThat(opening.text("/opening/by/name")).isEqualTo("Ada Diallo");
        await().atMost(SOON).until(() -> others.typesOf(room).equals(List.of("RoomOpened")));
        assertThat(others.heardOf(room).getFirst().id()).isEqualTo(room + "/1");
        tellStarted(room, opening.text("/opening/id"));
        awaitStatus(ADA, room, "OPEN");
        var pass = pass(api.post(ADA, "/api/v1/rooms/" + room + "/join", null));
        assertThat(pass.getStringClaim("role")).isEqualTo("MODERATOR");
        assertThat(pass.getStringClaim("room")).isEqualTo(room);
        assertThat(pass.getStringClaim("opening")).isEqualTo(opening.text("/opening/id"));
        assertThat(pass.getStringClaim("name")).isEqualTo("Ada Diallo");
        assertThat(pass.getSubject()).isEqualTo("ada");
        assertThat(pass.getIssuer()).isEqualTo("room-service");
        assertThat(pass.getAudience()).containsExactly("meeting-service");
        assertThat(pass.getJWTID()).isNotBlank();
        assertThat(pass.getExpirationTime().toInstant()).isBefore(Instant.now().plusSeconds(62));
    }

    @Test
    void S30_owner_manager_and_moderator_open_and_enter_as_moderators() throws Exception {
        for (var role : List.of("MANAGER", "MODERATOR")) {
            var room = api.room(ADA, "Physique");
            share(room, "bruno", role);
            assertThat(api.put(BRUNO, "/api/v1/rooms/" + room + "/opening", null).status())
                    .isEqualTo(200);
            tellStarted(room, opening(BRUNO, room));
            awaitStatus(BRUNO, room, "OPEN");
            var pass = pass(api.post(BRUNO, "/api/v1/rooms/" + room + "/join", null));
            assertThat(pass.getStringClaim("role")).isEqualTo("MODERATOR");
        }
    }

    @Test
    void S31_S32_S33_anybody_with_the_link_enters_as_viewer_when_the_room_is_open()
            throws Exception {
        var room = api.room(ADA, "Physique");
        var closed = api.post(ZOE, "/api/v1/rooms/" + room + "/join", null);
        assertThat(closed.status()).isEqualTo(303);
        var link = "https://visio.example.org/salles/" + room + "/rejoindre";
        assertThat(closed.header("Location")).isEqualTo(link);
        var door = api.get(ZOE, "/api/v1/rooms/" + room + "/door");
        assertThat(door.text("/status")).isEqualTo("CLOSED");
        assertThat(door.text("/role")).isEqualTo("PARTICIPANT");
        open(room);
        var pass = pass(api.post(ZOE, "/api/v1/rooms/" + room + "/join", null));
        assertThat(pass.getStringClaim("role")).isEqualTo("VIEWER");
        assertThat(api.put(ZOE, "/api/v1/rooms/" + room + "/opening", null).status())
                .isEqualTo(404);
        assertThat(api.delete(ZOE, "/api/v1/rooms/" + room + "/opening").status()).isEqualTo(404);
        assertThat(api.seen(ADA, room).path("link").asString()).isEqualTo(link);
    }

    @Test
    void S28_S36_closing_ends_it_for_everybody_and_closing_again_is_no_error() {
        var room = api.room(ADA, "Physique");
        var opening = open(room);
        var closing = api.delete(ADA, "/api/v1/rooms/" + room + "/opening");
        assertThat(closing.text("/status")).isEqualTo("CLOSING");
        assertThat(api.put(ADA, "/api/v1/rooms/" + room + "/opening", null).status())
                .isEqualTo(409);
        tellEnded(room, opening);
        awaitStatus(ADA, room, "CLOSED");
        var again = api.delete(ADA, "/api/v1/rooms/" + room + "/opening");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/status")).isEqualTo("CLOSED");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(others.typesOf(room))
                                .containsExactly("RoomOpened", "RoomClosed"));
        assertThat(others.heardOf(room).getLast().data().path("reason").asString())
                .isEqualTo("CLOSED_BY_USER");
    }

    @Test
    void D24_a_room_whose_meeting_never_existed_can_be_closed() {
        var room = api.room(ADA, "Physique");
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        var opening = opening(ADA, room);
        api.delete(ADA, "/api/v1/rooms/" + room + "/opening");
        tellEnded(room, opening);
        awaitStatus(ADA, room, "CLOSED");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(others.heardOf(room).getLast().data().path("reason"))
                                .hasToString("\"OPENING_CANCELLED\""));
    }

    @Test
    void S29_the_end_of_the_meeting_closes_the_room() {
        var room = api.room(ADA, "Physique");
        tellEnded(room, open(room));
        awaitStatus(ADA, room, "CLOSED");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(others.heardOf(room).getLast().data().path("reason"))
                                .hasToString("\"MEETING_ENDED\""));
    }

    @Test
    void a_meeting_that_cannot_be_made_closes_the_room_and_says_why() {
        var room = api.room(ADA, "Physique");
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        tell(
                "meetings.v1",
                "MeetingStartFailed",
                room,
                opening(ADA, room),
                1,
                "reason",
                "NO_SERVER");
        awaitStatus(ADA, room, "CLOSED");
        assertThat(api.seen(ADA, room).at("/failure/reason").asString()).isEqualTo("NO_SERVER");
    }

    @Test
    void S34_D21_fifty_who_open_at_the_same_moment_end_in_the_same_conference() {
        var room = api.room(ADA, "Physique");
        share(room, "bruno", "MODERATOR");
        var answers = atOnce(50, () -> api.put(ADA, "/api/v1/rooms/" + room + "/opening", null));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(new HashSet<>(answers.stream().map(a -> a.text("/opening/id")).toList()))
                .hasSize(1);
        assertThat(
                        jdbc.sql("select count(*) from openings where room = ?::uuid")
                                .param(room)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        await().atMost(SOON).until(() -> !others.typesOf(room).isEmpty());
        assertThat(others.typesOf(room)).containsExactly("RoomOpened");
    }

    @Test
    void D23_events_of_yesterdays_opening_do_not_touch_todays() {
        var room = api.room(ADA, "Physique");
        var yesterdays = open(room);
        tellEnded(room, yesterdays);
        awaitStatus(ADA, room, "CLOSED");
        var todays = open(room);
        tell("meetings.v1", "MeetingEnded", room, yesterdays, 50, "reason", "LOST");
        tell("meetings.v1", "AttendanceChanged", room, todays, 2, "people", 7, "moderators", 3);
        await().atMost(SOON).until(() -> api.seen(ADA, room).at("/opening/people").asInt() == 7);
        assertThat(api.seen(ADA, room).path("status").asString()).isEqualTo("OPEN");
    }

    @Test
    void D32_deleting_an_open_room_ends_it_and_it_is_gone_at_once() {
        var room = api.room(ADA, "Physique");
        open(room);
        share(room, "bruno", "MANAGER");
        assertThat(api.delete(BRUNO, "/api/v1/rooms/" + room).status()).isEqualTo(403);
        assertThat(api.delete(ADA, "/api/v1/rooms/" + room).status()).isEqualTo(204);
        assertThat(api.get(ADA, "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room + "/door").status()).isEqualTo(404);
        assertThat(listed(BRUNO)).doesNotContain(room);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(others.heardOf(room).getLast().data().path("reason"))
                                .hasToString("\"ROOM_DELETED\""));
        assertThat(api.delete(ADA, "/api/v1/rooms/" + room).status()).isEqualTo(404);
    }

    // Streams

    @Test
    void S60_a_room_with_streaming_tells_its_target_when_it_opens() {
        var room = api.streamedRoom(ADA, "Physique");
        open(room);
        await().atMost(SOON).until(() -> !others.typesOf(room).isEmpty());
        var target = others.heardOf(room).getFirst().data().path("target");
        assertThat(target.path("url").asString()).isEqualTo("rtmp://localhost:1935/live");
        assertThat(target.path("onStop").asString()).isEqualTo("PAUSE");
    }

    @Test
    void S10_S61_S62_S63_S64_a_stream_is_shown_as_told_and_wishes_as_wishes() {
        var room = api.streamedRoom(ADA, "Physique");
        var opening = open(room);
        var run = UUID.randomUUID().toString();
        tellStream("StreamRequested", room, opening, run, 1, "host", "localhost");
        tellStream("StreamJoining", room, opening, run, 2);
        awaitStream(room, "JOINING");
        assertThat(want(room, "PAUSED").text("/stream/state")).isEqualTo("JOINING");
        tellStream("StreamConnecting", room, opening, run, 3);
        tellStream("StreamLive", room, opening, run, 4);
        awaitStream(room, "LIVE");
        var live = api.seen(ADA, room).path("stream");
        assertThat(live.path("wanted").asString()).isEqualTo("PAUSED");
        assertThat(live.path("liveSince").isNull()).isFalse();
        tellStream("StreamPaused", room, opening, run, 5, "by", "ada");
        awaitStream(room, "PAUSED");
        var paused = api.seen(ADA, room).path("stream");
        assertThat(paused.path("wanted").isNull()).isTrue();
        assertThat(paused.at("/by/name").asString()).isEqualTo("Ada Diallo");
        var resumed = want(room, "LIVE");
        assertThat(resumed.status()).isEqualTo(202);
        assertThat(resumed.text("/stream/state")).isEqualTo("PAUSED");
        assertThat(resumed.text("/stream/wanted")).isEqualTo("LIVE");
        tellStream("StreamLive", room, opening, run, 6);
        awaitStream(room, "LIVE");
        assertThat(api.seen(ADA, room).at("/stream/wanted").isNull()).isTrue();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(others.typesOf(room))
                                .containsExactly(
                                        "RoomOpened",
                                        "StreamStopRequested",
                                        "StreamStartRequested"));
    }

    @Test
    void S71_an_automatic_stop_says_why_and_the_stream_can_be_started_again() {
        var room = api.streamedRoom(ADA, "Physique");
        var opening = open(room);
        var run = UUID.randomUUID().toString();
        tellStream("StreamRequested", room, opening, run, 1, "host", "localhost");
        tellStream("StreamEnded", room, opening, run, 2, "reason", "NO_MODERATOR");
        awaitStream(room, "ENDED");
        assertThat(api.seen(ADA, room).at("/stream/reason").asString()).isEqualTo("NO_MODERATOR");
        assertThat(want(room, "LIVE").text("/stream/wanted")).isEqualTo("LIVE");
    }

    @Test
    void S24_a_mended_key_is_used_at_the_next_start_without_closing_the_room() {
        var room = api.streamedRoom(ADA, "Physique");
        var opening = open(room);
        var run = UUID.randomUUID().toString();
        tellStream("StreamRequested", room, opening, run, 1, "host", "localhost");
        tellStream("StreamEnded", room, opening, run, 2, "reason", "KEY_REFUSED");
        awaitStream(room, "ENDED");
        var before = sealedKey(room);
        api.put(
                ADA,
                "/api/v1/rooms/" + room,
                """
                {"name":"Physique","settingsVersion":1,
                 "streaming":{"url":"rtmp://localhost:1935/live","key":"the right one"}}
                """);
        want(room, "LIVE");
        await().atMost(SOON).until(() -> others.typesOf(room).contains("StreamStartRequested"));
        assertThat(others.heardOf(room).getLast().data().at("/target/sealedKey").asString())
                .isEqualTo(sealedKey(room))
                .isNotEqualTo(before);
    }

    @Test
    void a_stream_is_not_started_in_a_closed_room_or_without_a_target() {
        var room = api.room(ADA, "Physique");
        assertThat(want(room, "LIVE").text("/type")).isEqualTo("urn:problem:room-not-open");
        open(room);
        assertThat(want(room, "LIVE").text("/type")).isEqualTo("urn:problem:streaming-off");
        assertThat(want(room, "PAUSED").status()).isEqualTo(202);
        assertThat(want(room, "NONSENSE").status()).isEqualTo(400);
    }

    @Test
    void an_event_that_arrives_twice_has_its_effect_once() {
        var room = api.streamedRoom(ADA, "Physique");
        var opening = open(room);
        var run = UUID.randomUUID().toString();
        tellStream("StreamRequested", room, opening, run, 1, "host", "localhost");
        tellStream("StreamLive", room, opening, run, 2);
        tell("meetings.v1", "AttendanceChanged", room, opening, 2, "people", 9, "moderators", 2);
        awaitStream(room, "LIVE");
        await().atMost(SOON).until(() -> api.seen(ADA, room).at("/opening/people").asInt() == 9);
        var before = api.seen(ADA, room);
        tellStream("StreamRequested", room, opening, run, 1, "host", "localhost");
        tellStream("StreamLive", room, opening, run, 2);
        tellStarted(room, opening);
        tell("meetings.v1", "AttendanceChanged", room, opening, 2, "people", 9, "moderators", 2);
        tell("meetings.v1", "SomethingOfTomorrow", room, opening, 3);
        tellStream("SomethingOfTomorrow", room, opening, run, 3);
        var last = api.room(ADA, "Behind them");
        var lastOpening = open(last);
        tellStream("StreamLive", last, lastOpening, UUID.randomUUID().toString(), 1);
        awaitStream(last, "LIVE");
        awaitHandled("meetings.v1", opening, 3);
        awaitHandled("streams.v1", run, 3);
        assertThat(api.seen(ADA, room)).isEqualTo(before);
    }

    private void awaitHandled(String topic, String aggregate, long revision) {
        await().atMost(SOON)
                .until(() ->
                        jdbc.sql(
                                                """
                                                select count(*) from inbox
                                                where topic = ? and aggregate = ?::uuid
                                                    and revision = ?
                                                """)
                                        .params(topic, aggregate, revision)
                                        .query(Long.class)
                                        .single()
                                == 1);
    }

    // Problems

    @Test
    void P2_a_room_one_may_not_know_is_answered_like_one_that_does_not_exist() {
        var room = api.room(ADA, "Physique");
        var hidden = withoutCode(api.get(ZOE, "/api/v1/rooms/" + room));
        assertThat(hidden)
                .isEqualTo(withoutCode(api.get(ZOE, "/api/v1/rooms/" + UUID.randomUUID())));
        assertThat(hidden).isEqualTo(withoutCode(api.get(ZOE, "/api/v1/rooms/not-an-id")));
    }

    private static Map<String, String> withoutCode(Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/code")).hasSize(8);
        var fields = new LinkedHashMap<String, String>();
        answer.json().properties().forEach(f -> fields.put(f.getKey(), f.getValue().toString()));
        fields.remove("code");
        fields.remove("instance");
        return fields;
    }

    @Test
    void problems_speak_the_language_of_the_caller_and_french_by_default() {
        var path = "/api/v1/rooms/" + UUID.randomUUID();
        assertThat(api.get(ADA, path).text("/title")).isEqualTo("Cette salle n'existe pas ou plus");
        assertThat(api.call(ADA, "GET", path, null, "Accept-Language", "en-GB").text("/title"))
                .isEqualTo("This room does not exist or no longer exists");
        assertThat(api.call(ADA, "GET", path, null, "Accept-Language", "de").text("/title"))
                .isEqualTo("Cette salle n'existe pas ou plus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"x\"",
                "{\"name\":{}}",
                "{\"name\":\"X\",\"waitingRoom\":\"perhaps\"}",
                "{\"name\":\"X\",\"streaming\":{\"url\":\"rtmp://localhost/live\",\"key\":\"k\",\"onStop\":\"EXPLODE\"}}"
            })
    void what_cannot_be_read_is_a_bad_request(String body) {
        var refused = api.post(ADA, "/api/v1/rooms", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:bad-request");
        assertThat(refused.response().body()).doesNotContain("tools.jackson", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "PUT /shares {}",
                "PUT /shares {\"shares\":null}",
                "PUT /shares {\"shares\":[null]}",
                "PUT /shares {\"shares\":[{}]}",
                "PUT /shares {\"shares\":[{\"kind\":\"PERSON\",\"id\":\"\\u0000\",\"role\":\"MANAGER\"}]}",
                "PUT /shares {\"shares\":[{\"kind\":\"PERSON\",\"id\":\"\\ud800\",\"role\":\"MANAGER\"}]}",
                "PUT /stream {}",
                "PUT /stream {\"wanted\":null}",
                "POST /invitations {\"people\":[null]}",
                "POST /invitations {\"meeting\":{\"start\":\"soon\"}}",
                "PUT /invitations/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11/meeting []",
                "POST /invitations []",
                "PUT '' {}",
                "PUT '' {\"name\":\"X\"}",
                "PUT '' {\"name\":\"X\",\"settingsVersion\":null}",
                "PUT '' {\"name\":\"\\ud800\",\"settingsVersion\":1}",
                "PUT '' {\"name\":\"X\",\"settingsVersion\":1,\"streaming\":{}}",
            })
    void nonsense_is_a_bad_request_everywhere(String method, String path, String body) {
        var room = api.room(ADA, "Physique");
        var answer = api.call(ADA, method, "/api/v1/rooms/" + room + path, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.text("/title")).isNotEmpty();
    }

    @Test
    void what_nobody_foresaw_is_told_by_a_code_only() {
        var answer = api.get(ADA, "/api/v1/trouble");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text("/type")).isEqualTo("urn:problem:internal-error");
        assertThat(answer.text("/code")).matches("[0-9a-f]{8}");
        assertThat(answer.response().body()).doesNotContain("secret", "Exception");
    }

    /// ux.md §10: « Rien n'a été modifié », only where it is true.
    @Test
    void what_nobody_foresaw_has_changed_nothing_where_that_is_said_and_is_said_nowhere_else() {
        var read = api.get(ADA, "/api/v1/trouble");
        assertThat(read.text("/detail")).startsWith("Rien n'a été modifié.");
        assertThat(read.json().path("unchanged").asBoolean()).isTrue();
        var room = api.room(ADA, "Physique");
        for (var when : List.of("before", "within")) {
            var undone = api.post(ADA, "/api/v1/trouble/" + when + "/" + room, null);
            assertThat(undone.status()).isEqualTo(500);
            assertThat(undone.json().path("unchanged").asBoolean()).as(when).isTrue();
            assertThat(undone.text("/detail")).startsWith("Rien n'a été modifié.");
            assertThat(api.seen(ADA, room).path("name").asString()).isEqualTo("Physique");
        }
        var done = api.post(ADA, "/api/v1/trouble/after/" + room, null);
        assertThat(done.status()).isEqualTo(500);
        assertThat(done.json().has("unchanged")).isFalse();
        assertThat(done.text("/detail")).doesNotContain("modifié");
        assertThat(api.seen(ADA, room).path("name").asString()).isEqualTo("Renommée");
    }

    @Test
    void D10_nothing_changes_by_GET() {
        var room = api.room(ADA, "Physique");
        for (var path : List.of("/opening", "/stream", "/join")) {
            assertThat(api.get(ADA, "/api/v1/rooms/" + room + path).status()).isEqualTo(405);
        }
        assertThat(api.seen(ADA, room).path("status").asString()).isEqualTo("CLOSED");
    }

    @Test
    void S3_nobody_comes_in_without_a_token() {
        for (var path :
                List.of("/api/v1/me", "/api/v1/rooms", "/api/v1/events", "/api/v1/config")) {
            assertThat(api.call(null, "GET", path, null).status()).isEqualTo(401);
        }
        assertThat(
                        api.call(
                                        null,
                                        "GET",
                                        "/api/v1/me",
                                        null,
                                        "Authorization",
                                        "Bearer nonsense")
                                .status())
                .isEqualTo(401);
        assertThat(api.call(null, "GET", "/actuator/health/readiness", null).status())
                .isEqualTo(200);
        assertThat(api.call(null, "GET", "/actuator/prometheus", null).status()).isEqualTo(200);
        assertThat(api.call(null, "GET", "/actuator/env", null).status()).isIn(401, 404);
    }

    @Test
    void D16_P4_the_way_in_is_a_redirection_that_is_not_kept() {
        var room = api.room(ADA, "Physique");
        open(room);
        var join = api.post(ADA, "/api/v1/rooms/" + room + "/join", null);
        assertThat(join.status()).isEqualTo(303);
        assertThat(join.header("Location"))
                .startsWith("https://visio.example.org/api/v1/entry?pass=");
        assertThat(join.header("Cache-Control")).isEqualTo("no-store");
        assertThat(join.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void S3_the_form_of_a_new_tab_is_taken() {
        var room = api.room(ADA, "Physique");
        var join =
                api.call(
                        ADA,
                        "POST",
                        "/api/v1/rooms/" + room + "/join",
                        "_csrf=x",
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertThat(join.status()).isEqualTo(303);
    }

    // What the tests above say often

    private Answer want(String room, String wanted) {
        return api.put(
                ADA, "/api/v1/rooms/" + room + "/stream", "{\"wanted\":\"%s\"}".formatted(wanted));
    }

    private void share(String room, String person, String role) {
        api.get(BRUNO, "/api/v1/me");
        var answer =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room + "/shares",
                        "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"%s\"}]}"
                                .formatted(person, role));
        assertThat(answer.status()).isEqualTo(200);
    }

    private String open(String room) {
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        var opening = opening(ADA, room);
        tellStarted(room, opening);
        awaitStatus(ADA, room, "OPEN");
        return opening;
    }

    private String opening(Someone as, String room) {
        return api.seen(as, room).at("/opening/id").asString();
    }

    private void awaitStatus(Someone as, String room, String status) {
        await().atMost(SOON)
                .until(() -> api.seen(as, room).path("status").asString().equals(status));
    }

    private void awaitStream(String room, String state) {
        await().atMost(SOON)
                .until(() -> api.seen(ADA, room).at("/stream/state").asString("").equals(state));
    }

    private void tellStarted(String room, String opening) {
        tell("meetings.v1", "MeetingStarted", room, opening, 1);
    }

    private void tellEnded(String room, String opening) {
        tell("meetings.v1", "MeetingEnded", room, opening, 40, "reason", "ENDED_IN_MEETING");
    }

    private void tellStream(
            String type, String room, String opening, String run, long revision, Object... more) {
        var data = data(room, opening, revision, more);
        data.put("run", run);
        others.tell("streams.v1", type, data);
    }

    private void tell(
            String topic, String type, String room, String opening, long revision, Object... more) {
        others.tell(topic, type, data(room, opening, revision, more));
    }

    private static Map<String, Object> data(
            String room, String opening, long revision, Object... more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("room", room);
        data.put("opening", opening);
        data.put("revision", revision);
        data.put("at", Instant.now().toString());
        for (var i = 0; i < more.length; i += 2) {
            data.put((String) more[i], more[i + 1]);
        }
        return data;
    }

    private List<String> listed(Someone as) {
        return api.get(as, "/api/v1/rooms")
                .json()
                .path("rooms")
                .valueStream()
                .map((JsonNode room) -> room.path("id").asString())
                .toList();
    }

    private static Someone teacher(String id) {
        return new Someone(id, id, "TEACHER", "0750001A", List.of(), List.of());
    }

    private static JWTClaimsSet pass(Answer join) throws Exception {
        assertThat(join.status()).isEqualTo(303);
        var query = URI.create(join.header("Location")).getQuery();
        var pass = SignedJWT.parse(Objects.requireNonNull(query).substring("pass=".length()));
        assertThat(pass.verify(new MACVerifier(ENTRY_SECRET))).isTrue();
        return pass.getJWTClaimsSet();
    }

    private static <T> List<T> atOnce(int howMany, Callable<T> what) {
        var start = new CyclicBarrier(howMany);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, howMany)
                            .mapToObj(_ ->
                                    people.submit(() -> {
                                        start.await();
                                        return what.call();
                                    }))
                            .toList();
            return answers.stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (InterruptedException | ExecutionException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }
}
