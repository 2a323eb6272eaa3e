package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.CHLOE;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;

/// What is said while an address and a key are typed, and of a key that two rooms have.
@WholeService
class KeyUseTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String URL = "rtmps://localhost:1936/live";

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;
    @Autowired Statements statements;
    @Autowired JsonMapper mapper;

    private final String key = "key-" + UUID.randomUUID();

    @Test
    void S19_an_address_without_encryption_is_taken_with_a_warning() {
        var clear = remarks(ADA, null, "rtmp://localhost/live", key);
        assertThat(clear.text("/remarks/0/field")).isEqualTo("streaming.url");
        assertThat(clear.text("/remarks/0/code")).isEqualTo("stream-url-clear");
        assertThat(clear.text("/remarks/0/message")).contains("sans chiffrement");
        assertThat(remarks(ADA, null, URL, key).json().path("remarks")).isEmpty();
        assertThat(remarks(ADA, null, "rtmp:", key).json().path("remarks")).isEmpty();
        assertThat(room(ADA, "X", "rtmp://localhost/live").status()).isEqualTo(201);
    }

    @Test
    void S19_a_key_that_another_room_has_is_told_and_its_name_to_those_who_may_know_the_room() {
        var conferences = id(room(ADA, "Conférences", URL));
        var hers = remarks(ADA, null, URL, " " + key + " ");
        assertThat(hers.text("/remarks/0/field")).isEqualTo("streaming.key");
        assertThat(hers.text("/remarks/0/message"))
                .startsWith("Cette clé est déjà utilisée par la salle « Conférences »");
        var theirs = remarks(CHLOE, null, URL, key);
        assertThat(theirs.text("/remarks/0/message"))
                .startsWith("Cette clé est déjà utilisée par une autre salle");
        assertThat(theirs.response().body()).doesNotContain("Conférences", conferences, key);

        assertThat(remarks(ADA, conferences, URL, null).json().path("remarks")).isEmpty();
        var elsewhere = remarks(ADA, null, "rtmps://127.0.0.1:1936/live", key);
        assertThat(elsewhere.json().path("remarks")).isEmpty();
        var again = id(room(ADA, "Encore", URL));
        assertThat(remarks(ADA, again, URL, null).text("/remarks/0/message")).contains("Conf");
    }

    @Test
    void D26_other_rooms_with_a_key_are_found_by_an_index_in_one_statement() {
        room(ADA, "Une", URL);
        room(ADA, "Deux", URL);
        assertThat(statements.during(() -> remarks(ADA, null, URL, key), "outbox"))
                .filteredOn(sql -> sql.contains("stream_key_mark=?"))
                .hasSize(1);
        var index = "select indexdef from pg_indexes where indexname = 'rooms_of_stream_key'";
        assertThat(jdbc.sql(index).query(String.class).single()).contains("(stream_key_mark)");
    }

    @Test
    void S19_a_key_that_is_live_in_another_room_is_refused_at_its_field() {
        var conferences = id(room(ADA, "Conférences", URL));
        var run = live(conferences);

        assertThat(remarks(ADA, null, URL, key).text("/remarks/0/code"))
                .isEqualTo("stream-key-live");
        var refused = room(ADA, "Physique", URL);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("streaming.key");
        assertThat(refused.text("/errors/0/message"))
                .contains("diffusion en cours de la salle « Conférences »");
        var chloes = room(CHLOE, "Chimie", URL);
        assertThat(chloes.text("/errors/0/code")).isEqualTo("stream-key-live-elsewhere");
        assertThat(chloes.response().body()).doesNotContain("Conférences");
        assertThat(change(conferences, "Conférences du soir").status()).isEqualTo(200);

        stream("StreamEnded", conferences, run, 3, "reason", "STOPPED_BY_USER");
        await().atMost(SOON).until(() -> room(ADA, "Physique", URL).status() == 201);
    }

    @Test
    void S64_a_stream_waits_for_another_rooms_stream_with_the_key_and_says_for_which() {
        var conferences = id(room(ADA, "Conférences", URL));
        var physics = id(room(ADA, "Physique", URL));
        var run = live(conferences);
        assertThat(change(physics, "Chimie").status()).isEqualTo(200);

        api.put(ADA, "/api/v1/rooms/" + physics + "/opening", null);
        await().atMost(SOON).until(() -> others.typesOf(physics).contains("RoomOpened"));
        assertThat(others.heardOf(physics).getFirst().data().has("target")).isFalse();
        var refused = wantLive(physics);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:stream-key-live");
        assertThat(refused.text("/detail")).contains("La salle « Conférences » diffuse");
        assertThat(wantLive(conferences).status()).isEqualTo(202); // its own key is its own

        stream("StreamEnded", conferences, run, 3, "reason", "STOPPED_BY_USER");
        await().atMost(SOON).until(() -> wantLive(physics).status() == 202);
    }

    private Answer remarks(
            Someone as, @Nullable String room, String url, @Nullable String typedKey) {
        Map<String, Object> body = new HashMap<>();
        body.put("room", room);
        body.put("url", url);
        body.put("key", typedKey);
        return api.post(as, "/api/v1/me/stream-remarks", json(body));
    }

    private Answer room(Someone owner, String name, String url) {
        return api.post(
                owner,
                "/api/v1/rooms",
                json(Map.of("name", name, "streaming", Map.of("url", url, "key", key))));
    }

    private Answer change(String room, String name) {
        var body =
                json(Map.of("name", name, "settingsVersion", 1, "streaming", Map.of("url", URL)));
        return api.put(ADA, "/api/v1/rooms/" + room, body);
    }

    private String json(Object body) {
        return mapper.writeValueAsString(body);
    }

    private static String id(Answer made) {
        assertThat(made.status()).isEqualTo(201);
        return made.text("/id");
    }

    private Answer wantLive(String room) {
        return api.put(ADA, "/api/v1/rooms/" + room + "/stream", "{\"wanted\":\"LIVE\"}");
    }

    /// Opens a room and tells of its stream until it is live.
    private String live(String room) {
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        var run = UUID.randomUUID().toString();
        stream("StreamRequested", room, run, 1, "host", "localhost");
        stream("StreamLive", room, run, 2);
        await().atMost(SOON)
                .until(() -> api.seen(ADA, room).at("/stream/state").asString("").equals("LIVE"));
        return run;
    }

    private void stream(String type, String room, String run, long revision, Object... more) {
        Map<String, Object> data = new HashMap<>();
        data.put("room", room);
        data.put("revision", revision);
        data.put("opening", api.seen(ADA, room).at("/opening/id").asString());
        data.put("run", run);
        data.put("at", "2026-03-01T12:00:00Z");
        for (var i = 0; i < more.length; i += 2) {
            data.put((String) more[i], more[i + 1]);
        }
        others.tell("streams.v1", type, data);
    }
}
