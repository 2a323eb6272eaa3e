package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.RENE;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.ZOE;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;
import webconference.room.WholeService.Tokens;

/// The table of rights, asked of the service itself: every endpoint by every kind of caller.
@WholeService
class RightsTest {

    /// Ada owns the rooms, Bruno manages them, Chloé moderates them, Zoé has the link and may
    /// enter, somebody has no account, René looks after the rooms of the school, Sam after the
    /// platform.
    private static final List<@Nullable Someone> CALLERS =
            Arrays.asList(ADA, BRUNO, CHLOE, ZOE, null, RENE, SAM);

    private static final String SCHOOL = "0750001A"; // of them all
    private static final String RULES =
            "{\"publicLinks\":true,\"externalInvitations\":false,\"version\":999}";

    private record Endpoint(String method, String path, @Nullable String body, int... statuses) {

        Endpoint of(String room) {
            return new Endpoint(
                    method,
                    path.replace("{id}", room),
                    body == null ? null : body.replace("{id}", room),
                    statuses);
        }

        String whole() {
            return method + " " + (path.startsWith("/api") ? path : "/api/v1/rooms" + path);
        }
    }

    private static final String NO_INVITATION = "/{id}/invitations/{invitation}";

    // What each caller gets, in the order of CALLERS. 404: may not even know that the room exists.
    private static final List<Endpoint> TABLE =
            List.of(
                    get("/{id}", 200, 200, 200, 404, 401, 404, 404),
                    new Endpoint(
                            "PUT",
                            "/{id}",
                            "{\"name\":\"X\",\"settingsVersion\":1}",
                            200,
                            200,
                            403,
                            404,
                            401,
                            403,
                            403),
                    new Endpoint("DELETE", "/{id}", null, 204, 403, 403, 404, 401, 403, 204),
                    new Endpoint("PUT", "/{id}/opening", null, 200, 200, 200, 404, 401, 403, 403),
                    new Endpoint(
                            "DELETE", "/{id}/opening", null, 200, 200, 200, 404, 401, 200, 200),
                    new Endpoint(
                            "PUT", "/{id}/vacancy-watch", null, 200, 200, 200, 404, 401, 403, 403),
                    // Of a room that is none.
                    new Endpoint(
                            "PUT",
                            "/{id}/place-requests/{openRoom}",
                            null,
                            404,
                            404,
                            403,
                            404,
                            401,
                            403,
                            403),
                    wish("LIVE", 409, 409, 409, 404, 401, 403, 403),
                    wish("PAUSED", 202, 202, 202, 404, 401, 202, 202),
                    wish("ENDED", 202, 202, 202, 404, 401, 202, 202),
                    post("/{id}/join", null, 303, 303, 303, 303, 401, 403, 403),
                    get("/{id}/door", 200, 200, 200, 200, 401, 200, 200),
                    get("/{id}/door/meeting", 200, 200, 200, 200, 401, 200, 200),
                    post("/{id}/public-link", null, 200, 200, 403, 404, 401, 403, 403),
                    get("/{id}/shares", 200, 200, 403, 404, 401, 403, 403),
                    new Endpoint(
                            "PUT",
                            "/{id}/shares",
                            "{\"shares\":[]}",
                            200,
                            409,
                            403,
                            404,
                            401,
                            403,
                            403),
                    new Endpoint(
                            "PUT",
                            "/{id}/shares",
                            "{\"shares\":[],\"leaveRoom\":true}",
                            200,
                            200,
                            403,
                            404,
                            401,
                            403,
                            403),
                    post(
                            "/{id}/shares/effect",
                            "{\"shares\":[]}",
                            200,
                            200,
                            403,
                            404,
                            401,
                            403,
                            403),
                    get("/{id}/invitations", 200, 200, 403, 404, 401, 403, 403),
                    post("/{id}/invitations", "{}", 422, 422, 403, 404, 401, 403, 403),
                    post("/{id}/invitations/preview", "{}", 422, 422, 403, 404, 401, 403, 403),
                    // One that is no invitation of this room.
                    get(NO_INVITATION, 404, 404, 403, 404, 401, 403, 403),
                    post(NO_INVITATION + "/retries", null, 404, 404, 403, 404, 401, 403, 403),
                    new Endpoint(
                            "PUT",
                            NO_INVITATION + "/meeting",
                            "{}",
                            404,
                            404,
                            403,
                            404,
                            401,
                            403,
                            403),
                    new Endpoint(
                            "DELETE",
                            NO_INVITATION + "/meeting",
                            null,
                            404,
                            404,
                            403,
                            404,
                            401,
                            403,
                            403),
                    post("/{id}/access-requests", null, 202, 202, 202, 202, 401, 202, 202),
                    get("/{id}/access-requests", 200, 200, 403, 404, 401, 403, 403),
                    // One that nobody makes.
                    new Endpoint(
                            "PUT",
                            "/{id}/access-requests/{request}/approval",
                            null,
                            404,
                            404,
                            403,
                            404,
                            401,
                            403,
                            403),
                    new Endpoint(
                            "DELETE",
                            "/{id}/access-requests/{request}",
                            null,
                            404,
                            404,
                            403,
                            404,
                            401,
                            403,
                            403),
                    get("/api/v1/guests/{token}", 200, 200, 200, 200, 200, 200, 200),
                    get("/api/v1/guests/{token}/events", 200, 200, 200, 200, 200, 200, 200),
                    post(
                            "/api/v1/guests/{token}/check",
                            "{\"name\":\"Zoé\"}",
                            204,
                            204,
                            204,
                            204,
                            204,
                            204,
                            204),
                    post(
                            "/api/v1/guests/{token}/join",
                            "name=Zo%C3%A9",
                            303,
                            303,
                            303,
                            303,
                            303,
                            303,
                            303),
                    post(
                            "/api/v1/me/public-links/{token}/check",
                            "{}",
                            204,
                            204,
                            204,
                            204,
                            401,
                            204,
                            204),
                    post(
                            "/api/v1/me/public-links/{token}/join",
                            "code=",
                            303,
                            303,
                            303,
                            303,
                            401,
                            303,
                            303),
                    post(
                            "/api/v1/me/stream-remarks",
                            "{\"url\":\"rtmp://localhost/live\",\"key\":\"k\"}",
                            200,
                            200,
                            200,
                            403,
                            401,
                            200,
                            200),
                    post(
                            "/api/v1/me/stream-remarks",
                            "{\"room\":\"{id}\",\"url\":\"rtmp://localhost/live\"}",
                            200,
                            200,
                            403,
                            404,
                            401,
                            403,
                            403),
                    get("/api/v1/rooms", 200, 200, 200, 200, 401, 200, 200),
                    post("/api/v1/rooms", "{\"name\":\"X\"}", 201, 201, 201, 403, 401, 201, 201),
                    get("/api/v1/me", 200, 200, 200, 200, 401, 200, 200),
                    get("/api/v1/config", 200, 200, 200, 200, 401, 200, 200),
                    get("/api/v1/directory?search=zo", 200, 200, 200, 200, 401, 200, 200),
                    get("/api/v1/favourites", 200, 200, 200, 200, 401, 200, 200),
                    post(
                            "/api/v1/favourites",
                            "{\"name\":\"X\",\"people\":[\"bruno\"],\"groups\":[]}",
                            201,
                            201,
                            201,
                            201,
                            401,
                            201,
                            201),
                    // One that is nobody's.
                    new Endpoint(
                            "PUT",
                            "/api/v1/favourites/{favourite}",
                            "{\"name\":\"X\",\"people\":[\"bruno\"],\"groups\":[]}",
                            404,
                            404,
                            404,
                            404,
                            401,
                            404,
                            404),
                    new Endpoint(
                            "DELETE",
                            "/api/v1/favourites/{favourite}",
                            null,
                            404,
                            404,
                            404,
                            404,
                            401,
                            404,
                            404),
                    get("/api/v1/events", 200, 200, 200, 200, 401, 200, 200),
                    get("/{id}/history", 200, 200, 403, 404, 401, 403, 403),
                    get("/api/v1/me/export", 200, 200, 200, 200, 401, 200, 200),
                    get("/api/v1/ops/rooms", 403, 403, 403, 403, 401, 200, 200),
                    get("/api/v1/ops/all-rooms?search=nobody", 403, 403, 403, 403, 401, 403, 200),
                    post(
                            "/api/v1/ops/all-rooms",
                            "{\"owner\":\"ada\",\"name\":\"X\"}",
                            403,
                            403,
                            403,
                            403,
                            401,
                            403,
                            201),
                    post(
                            "/api/v1/ops/rooms/{id}/close",
                            "{\"reason\":\"X\"}",
                            403,
                            403,
                            403,
                            403,
                            401,
                            200,
                            200),
                    post(
                            "/api/v1/ops/rooms/{id}/stream-stop",
                            "{\"reason\":\"X\"}",
                            403,
                            403,
                            403,
                            403,
                            401,
                            202,
                            202),
                    post(
                            "/api/v1/ops/rooms/{id}/delete",
                            "{\"reason\":\"X\"}",
                            403,
                            403,
                            403,
                            403,
                            401,
                            403,
                            204),
                    get("/api/v1/ops/invitations", 403, 403, 403, 403, 401, 200, 200),
                    get("/api/v1/ops/audit", 403, 403, 403, 403, 401, 200, 200),
                    get("/api/v1/ops/audit.csv", 403, 403, 403, 403, 401, 200, 200),
                    get("/api/v1/ops/establishments", 403, 403, 403, 403, 401, 200, 200),
                    get("/api/v1/ops/establishments.csv", 403, 403, 403, 403, 401, 200, 200),
                    get(
                            "/api/v1/ops/establishments/{code}/rules",
                            403,
                            403,
                            403,
                            403,
                            401,
                            200,
                            200),
                    new Endpoint(
                            "PUT",
                            "/api/v1/ops/establishments/{code}/rules",
                            RULES, // of a version that is not theirs: allowed, and a conflict
                            403,
                            403,
                            403,
                            403,
                            401,
                            409,
                            409),
                    post(
                            "/api/v1/ops/establishments/{code}/rules/preview",
                            RULES,
                            403,
                            403,
                            403,
                            403,
                            401,
                            200,
                            200),
                    get("/api/v1/ops/dead-letters", 403, 403, 403, 403, 401, 403, 200),
                    // One that there is not.
                    get("/api/v1/ops/dead-letters/{letter}", 403, 403, 403, 403, 401, 403, 404),
                    post(
                            "/api/v1/ops/dead-letters/replays",
                            "{\"letters\":[0]}",
                            403,
                            403,
                            403,
                            403,
                            401,
                            403,
                            200),
                    post(
                            "/api/v1/ops/dead-letters/{letter}/abandonment",
                            "{\"reason\":\"X\"}",
                            403,
                            403,
                            403,
                            403,
                            401,
                            403,
                            404),
                    post(
                            "/api/v1/ops/people/{person}/erasure",
                            null,
                            403,
                            403,
                            403,
                            403,
                            401,
                            403,
                            202));

    private static Endpoint get(String path, int... statuses) {
        return new Endpoint("GET", path, null, statuses);
    }

    private static Endpoint post(String path, @Nullable String body, int... statuses) {
        return new Endpoint("POST", path, body, statuses);
    }

    private static Endpoint wish(String wanted, int... statuses) {
        return new Endpoint(
                "PUT", "/{id}/stream", "{\"wanted\":\"%s\"}".formatted(wanted), statuses);
    }

    @Autowired @Lazy Api api;
    @Autowired Tokens tokens;

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable String readRoom;

    @BeforeEach
    void everybody_has_been_here() {
        List.of(BRUNO, CHLOE, ZOE).forEach(someone -> api.get(someone, "/api/v1/me"));
    }

    /// From the published description: an endpoint that nobody put into the table has no right
    /// decided, and fails.
    @TestFactory
    Stream<DynamicTest> P1_S30_S31_S43_S47_S48_S49_everybody_may_what_the_table_says()
            throws IOException {
        return published().stream().flatMap(this::asked);
    }

    @Test
    void P1_nothing_is_in_the_table_that_is_no_endpoint() throws IOException {
        assertThat(published())
                .containsExactlyInAnyOrderElementsOf(
                        TABLE.stream().map(RightsTest::named).distinct().toList());
    }

    /// Every endpoint, as `GET /api/v1/rooms/{id}`.
    static List<String> published() throws IOException {
        var description = Path.of("../infra/contracts/api/rooms.openapi.json");
        return JsonMapper.shared()
                .readTree(Files.readString(description))
                .path("paths")
                .properties()
                .stream()
                .flatMap(path ->
                        path.getValue().propertyNames().stream()
                                .map(m -> m.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
    }

    private static String named(Endpoint endpoint) {
        return endpoint.whole().replaceFirst("\\?.*", "");
    }

    private Stream<DynamicTest> asked(String published) {
        var rows = TABLE.stream().filter(row -> named(row).equals(published)).toList();
        return rows.isEmpty()
                ? Stream.of(dynamicTest(published, () -> fail("no right is decided for it")))
                : rows.stream()
                        .flatMap(row ->
                                IntStream.range(0, CALLERS.size())
                                        .mapToObj(i -> asked(row, CALLERS.get(i), i)));
    }

    private DynamicTest asked(Endpoint endpoint, @Nullable Someone caller, int column) {
        var name = "%s by %s".formatted(endpoint.whole(), caller == null ? "nobody" : caller.id());
        return dynamicTest(
                name,
                () -> {
                    assertThat(endpoint.statuses()).hasSize(CALLERS.size());
                    var room = endpoint.method().equals("GET") ? roomToRead() : aSharedRoom();
                    var link = api.seen(ADA, room).at("/guests/link").asString();
                    var asked = endpoint.of(room);
                    var path =
                            asked.whole()
                                    .substring(endpoint.method().length() + 1)
                                    .replace("{code}", SCHOOL)
                                    .replace("{letter}", "0")
                                    .replace("{invitation}", UUID.randomUUID().toString())
                                    .replace("{openRoom}", UUID.randomUUID().toString())
                                    .replace("{request}", UUID.randomUUID().toString())
                                    .replace("{person}", "nobody-" + UUID.randomUUID())
                                    .replace("{favourite}", UUID.randomUUID().toString())
                                    .replace("{token}", link.substring(link.indexOf("/p/") + 3));
                    assertThat(status(caller, asked, path)).isEqualTo(endpoint.statuses()[column]);
                });
    }

    /// Only the beginning of the answer: some have no end.
    private int status(@Nullable Someone caller, Endpoint endpoint, String path)
            throws IOException, InterruptedException {
        var body = endpoint.body();
        var request =
                HttpRequest.newBuilder(api.uri(path))
                        .method(
                                endpoint.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .header(
                                "Content-Type",
                                body == null || body.startsWith("{")
                                        ? "application/json"
                                        : "application/x-www-form-urlencoded");
        if (caller != null) {
            request.header("Authorization", "Bearer " + tokens.of(caller));
        }
        var answer = http.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
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
        var invited =
                api.post(
                        ADA,
                        "/api/v1/rooms/" + room + "/invitations",
                        """
                        {"people":["zoe"],"subject":"Cours",
                         "body":"<p>https://visio.example.org/salles/%s/rejoindre</p>"}
                        """
                                .formatted(room));
        assertThat(invited.status()).isEqualTo(201);
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

    /// One for all who only look.
    private String roomToRead() {
        var room = readRoom == null ? aSharedRoom() : readRoom;
        readRoom = room;
        return room;
    }

    /// Its door opens to Zoé's class and to guests.
    private String aSharedRoom() {
        var room =
                api.post(
                                ADA,
                                "/api/v1/rooms",
                                """
                                {"name":"Physique","publicLink":true,
                                 "access":{"policy":"GROUPS","groups":["classe-3b"]}}
                                """)
                        .text("/id");
        shareWithBoth(room);
        return room;
    }

    private void shareWithBoth(String room) {
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
