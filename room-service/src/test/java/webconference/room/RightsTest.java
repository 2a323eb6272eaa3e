package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.ZOE;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;

/// The table of rights, asked of the service itself: every endpoint by every kind of caller.
@WholeService
class RightsTest {

    /// Ada owns the rooms, Bruno manages them, Chloé moderates them, Zoé has the link, Sam looks
    /// after the platform.
    private static final List<Someone> CALLERS = List.of(ADA, BRUNO, CHLOE, ZOE, SAM);

    private record Endpoint(String method, String path, @Nullable String body, int... statuses) {}

    // What each caller gets, in the order of CALLERS. 404: may not even know that the room exists.
    private static final List<Endpoint> TABLE =
            List.of(
                    new Endpoint("GET", "/{id}", null, 200, 200, 200, 404, 404),
                    new Endpoint(
                            "PUT",
                            "/{id}",
                            "{\"name\":\"X\",\"settingsVersion\":1}",
                            200,
                            200,
                            403,
                            404,
                            403),
                    new Endpoint("DELETE", "/{id}", null, 204, 403, 403, 404, 204),
                    new Endpoint("PUT", "/{id}/opening", null, 200, 200, 200, 404, 403),
                    new Endpoint("DELETE", "/{id}/opening", null, 200, 200, 200, 404, 200),
                    new Endpoint(
                            "PUT",
                            "/{id}/stream",
                            "{\"wanted\":\"LIVE\"}",
                            409,
                            409,
                            409,
                            404,
                            403),
                    new Endpoint(
                            "PUT",
                            "/{id}/stream",
                            "{\"wanted\":\"PAUSED\"}",
                            202,
                            202,
                            202,
                            404,
                            202),
                    new Endpoint(
                            "PUT",
                            "/{id}/stream",
                            "{\"wanted\":\"ENDED\"}",
                            202,
                            202,
                            202,
                            404,
                            202),
                    new Endpoint("POST", "/{id}/join", null, 303, 303, 303, 303, 303),
                    new Endpoint("GET", "/{id}/door", null, 200, 200, 200, 200, 200),
                    new Endpoint("GET", "/{id}/shares", null, 200, 200, 403, 404, 403),
                    new Endpoint("PUT", "/{id}/shares", "{\"shares\":[]}", 200, 409, 403, 404, 403),
                    new Endpoint(
                            "PUT",
                            "/{id}/shares",
                            "{\"shares\":[],\"leaveRoom\":true}",
                            200,
                            200,
                            403,
                            404,
                            403),
                    new Endpoint(
                            "POST",
                            "/{id}/shares/effect",
                            "{\"shares\":[]}",
                            200,
                            200,
                            403,
                            404,
                            403),
                    new Endpoint("GET", "/{id}/invitations", null, 200, 200, 403, 404, 403),
                    new Endpoint("POST", "/{id}/invitations", "{}", 400, 400, 403, 404, 403));

    // Endpoints that belong to no room, and to everybody signed in.
    private static final List<String> OF_NO_ROOM =
            List.of(
                    "GET ",
                    "POST ",
                    "GET /api/v1/me",
                    "GET /api/v1/config",
                    "GET /api/v1/directory",
                    "GET /api/v1/favourites",
                    "POST /api/v1/favourites",
                    "PUT /api/v1/favourites/{favourite}",
                    "DELETE /api/v1/favourites/{favourite}",
                    "GET /api/v1/events");

    @Autowired @Lazy Api api;

    @TestFactory
    Stream<DynamicTest> S30_S31_S43_S47_S48_S49_everybody_may_what_the_table_says() {
        return TABLE.stream()
                .flatMap(endpoint ->
                        Stream.iterate(0, i -> i < CALLERS.size(), i -> i + 1)
                                .map(i -> asked(endpoint, CALLERS.get(i), i)));
    }

    private DynamicTest asked(Endpoint endpoint, Someone caller, int column) {
        var name = "%s %s by %s".formatted(endpoint.method(), endpoint.path(), caller.id());
        return dynamicTest(
                name,
                () -> {
                    var room = aSharedRoom();
                    var path = "/api/v1/rooms" + endpoint.path().replace("{id}", room);
                    var answer = api.call(caller, endpoint.method(), path, endpoint.body());
                    assertThat(answer.status()).isEqualTo(endpoint.statuses()[column]);
                });
    }

    /// An endpoint that nobody put into the table has no right decided.
    @Test
    void P1_no_endpoint_is_outside_the_table() {
        var known = new LinkedHashSet<String>();
        TABLE.forEach(e -> known.add(e.method() + " /api/v1/rooms" + e.path()));
        OF_NO_ROOM.forEach(e -> known.add(e.endsWith(" ") ? e.strip() + " /api/v1/rooms" : e));
        var described = new LinkedHashSet<String>();
        api.call(null, "GET", "/v3/api-docs", null)
                .json()
                .path("paths")
                .properties()
                .forEach((Map.Entry<String, JsonNode> path) ->
                        path.getValue()
                                .propertyNames()
                                .forEach(m ->
                                        described.add(
                                                m.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(known);
    }

    @Test
    void D9_a_manager_who_loses_the_share_is_refused_at_once() {
        var room = aSharedRoom();
        api.put(ADA, "/api/v1/rooms/" + room + "/shares", "{\"shares\":[]}");
        assertThat(api.get(BRUNO, "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(api.put(BRUNO, "/api/v1/rooms/" + room + "/opening", null).status())
                .isEqualTo(404);
    }

    @Test
    void S44_an_invitation_gives_no_right() {
        var room = aSharedRoom();
        api.get(ZOE, "/api/v1/me");
        var invited =
                api.post(
                        ADA,
                        "/api/v1/rooms/" + room + "/invitations",
                        """
                        {"recipients":[{"kind":"PERSON","id":"zoe"}],"subject":"Cours",
                         "body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                        """
                                .formatted(room));
        assertThat(invited.status()).isEqualTo(202);
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(api.get(ZOE, "/api/v1/rooms/" + room + "/door").text("/role"))
                .isEqualTo("PARTICIPANT");
    }

    @Test
    void D8_only_who_may_change_the_target_sees_its_address() {
        var room = api.streamedRoom(ADA, "Physique");
        shareWithBoth(room);
        assertThat(api.seen(ADA, room).at("/streaming/url").isNull()).isFalse();
        assertThat(api.seen(BRUNO, room).at("/streaming/url").isNull()).isFalse();
        assertThat(api.seen(CHLOE, room).at("/streaming/url").isNull()).isTrue();
        assertThat(api.seen(CHLOE, room).at("/streaming/host").asString()).isEqualTo("localhost");
    }

    private String aSharedRoom() {
        var room = api.room(ADA, "Physique");
        shareWithBoth(room);
        return room;
    }

    private void shareWithBoth(String room) {
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
}
