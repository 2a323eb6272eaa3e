package webconference.local.bbb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server over HTTP, as a client meets it.
class BbbSimulatorTest {

    private static final String SECRET = "a-secret";

    private final BbbSimulator simulator = BbbSimulator.start(0, SECRET, "0ms");
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base = "http://localhost:" + simulator.port();

    @AfterEach
    void stop() {
        http.shutdownNow();
        simulator.close();
    }

    @Test
    void a_wrong_checksum_is_refused_with_status_200() throws Exception {
        var answer = get(base + "/bigbluebutton/api/getMeetings?checksum=" + "0".repeat(40));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<returncode>FAILED</returncode><messageKey>checksumError<");
    }

    @Test
    void a_post_is_signed_over_its_query_only() throws Exception {
        var form =
                "name=Physique&meetingID=room-42&checksum="
                        + Checksum.hash("SHA-256", "create" + SECRET);
        assertThat(post("create", "application/x-www-form-urlencoded", form)).contains("SUCCESS");
        assertThat(post("create", "text/plain", form)).contains("unsupportedContentType");
    }

    @Test
    void meetings_are_listed_with_all_a_client_reads() throws Exception {
        assertThat(call("getMeetings", ""))
                .contains("<meetings></meetings><messageKey>noMeetings<");
        call("create", "name=R%26D&meetingID=room-42&meta_Room=7");
        enter("fullName=Ada&role=MODERATOR&userID=ada");
        assertThat(call("getMeetings", ""))
                .contains(
                        "<meetingName>R&amp;D</meetingName>",
                        "<running>true</running>",
                        "<participantCount>1</participantCount>",
                        "<moderatorCount>1</moderatorCount>",
                        "<userID>ada</userID>",
                        "<metadata><room>7</room></metadata>")
                .doesNotContain("noMeetings");
        assertThat(call("isMeetingRunning", "meetingID=room-42")).contains("<running>true<");
        assertThat(call("isMeetingRunning", "meetingID=unknown"))
                .contains("SUCCESS", "<running>false<");
        assertThat(call("getMeetingInfo", "meetingID=unknown")).contains("notFound");
    }

    @Test
    void a_join_is_a_redirect_also_when_it_is_refused() throws Exception {
        call(
                "create",
                "name=Physique&meetingID=room-42&guestPolicy=ASK_MODERATOR&logoutURL=http%3A%2F%2Fportal%2Fsalles");
        assertThat(location("fullName=Ada&role=MODERATOR"))
                .contains("/html5client/join?sessionToken=");
        assertThat(location("fullName=Zoe&role=VIEWER&guest=true"))
                .contains("/html5client/guestWait?sessionToken=");
        assertThat(location("fullName=Zoe&role=VIEWER&createTime=1"))
                .startsWith("http://portal/salles?errors=")
                .contains("mismatchCreateTimeParam");
    }

    @Test
    void S59_who_is_refused_hears_it_from_the_waiting_page() throws Exception {
        call("create", "name=Physique&meetingID=room-42&guestPolicy=ASK_MODERATOR");
        var token = token("fullName=Live&role=VIEWER&userID=live&guest=true");
        assertThat(
                        get(base
                                        + "/bigbluebutton/api/guestWait?redirect=false&sessionToken="
                                        + token)
                                .body())
                .contains("\"guestStatus\":\"WAIT\"");
        post(base + "/simulator/meetings/room-42/deny/live", "", "");
        assertThat(
                        get(base
                                        + "/bigbluebutton/api/guestWait?redirect=false&sessionToken="
                                        + token)
                                .body())
                .contains("\"messageKey\":\"guestDeny\"", "\"guestStatus\":\"DENY\"");
    }

    @Test
    void an_end_is_answered_before_it_happens_and_not_found_afterwards() throws Exception {
        call("create", "name=Physique&meetingID=room-42");
        assertThat(call("end", "meetingID=room-42")).contains("sentEndMeetingRequest");
        assertThat(call("end", "meetingID=room-42")).contains("SUCCESS");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> call("end", "meetingID=room-42").contains("notFound"));
    }

    @Test
    void S66_closing_the_page_is_leaving() throws Exception {
        call("create", "name=Physique&meetingID=room-42");
        var token = token("fullName=Ada&role=MODERATOR&userID=ada");
        var page =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                base + "/html5client/events?sessionToken=" + token))
                                .build(),
                        BodyHandlers.ofInputStream());
        await().until(() ->
                call("getMeetingInfo", "meetingID=room-42").contains("<moderatorCount>1<"));
        page.body().close();
        await().atMost(Duration.ofSeconds(4))
                .until(() ->
                        call("getMeetingInfo", "meetingID=room-42").contains("<moderatorCount>0<"));
    }

    @Test
    void hooks_are_told_signed_and_told_again_when_they_fail() throws Exception {
        var received = new CopyOnWriteArrayList<String>();
        var listener =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext(
                "/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    received.add(exchange.getRequestURI().getQuery() + " " + body);
                    exchange.sendResponseHeaders(received.size() == 1 ? 500 : 204, -1);
                    exchange.close();
                });
        listener.start();
        try {
            var url = "http://localhost:" + listener.getAddress().getPort() + "/hook";
            var registration = "callbackURL=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
            assertThat(call("hooks/create", registration))
                    .contains("<hookID>")
                    .doesNotContain("duplicateWarning");
            assertThat(call("hooks/create", registration)).contains("duplicateWarning");
            call("create", "name=Physique&meetingID=room-42");
            await().until(() -> received.size() >= 2);
            assertThat(received.get(0)).isEqualTo(received.get(1)).contains("meeting-created");
            var body = received.get(0).substring(received.get(0).indexOf(' ') + 1);
            assertThat(received.get(0))
                    .startsWith("checksum=" + Checksum.hash("SHA-1", url + body + SECRET));
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void faults_can_be_switched_on_for_one_call() throws Exception {
        put("{\"fault\":\"ERROR_500\",\"faultyCalls\":[\"create\"]}");
        assertThat(get(signed("create", "name=Physique&meetingID=room-42")).statusCode())
                .isEqualTo(500);
        assertThat(call("getMeetings", "")).contains("SUCCESS");
        put("{\"fault\":\"CUT_XML\"}");
        assertThat(call("create", "name=Physique&meetingID=room-42")).doesNotContain("</response>");
        put("{\"fault\":\"NONE\"}");
        assertThat(call("create", "name=Physique&meetingID=room-42")).contains("duplicateWarning");
    }

    @Test
    void S52_S53_the_page_holds_what_a_conference_needs() throws Exception {
        call("create", "name=Physique&meetingID=room-42");
        var page =
                get(base + "/html5client/join?sessionToken=" + token("fullName=Ada&role=MODERATOR"))
                        .body();
        assertThat(page)
                .contains(
                        "Participants",
                        "Notes partagées",
                        "Discussion publique",
                        "Caméra",
                        "Micro",
                        "Partage d'écran",
                        "Annoter",
                        "Déposer un document",
                        "Sondage",
                        "Vidéo externe");
    }

    private String signed(String call, String query) {
        var checksum = Checksum.hash("SHA-256", call + query + SECRET);
        return base
                + "/bigbluebutton/api/"
                + call
                + "?"
                + query
                + (query.isEmpty() ? "" : "&")
                + "checksum="
                + checksum;
    }

    private String call(String call, String query) throws IOException, InterruptedException {
        return get(signed(call, query)).body();
    }

    private String location(String query) throws IOException, InterruptedException {
        var answer = get(signed("join", "meetingID=room-42&" + query));
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String token(String query) throws IOException, InterruptedException {
        var location = location(query);
        return location.substring(location.indexOf('=') + 1);
    }

    private void enter(String query) throws IOException, InterruptedException {
        post(base + "/simulator/sessions/" + token(query) + "/stay", "", "");
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private String post(String call, String type, String body)
            throws IOException, InterruptedException {
        var url = call.startsWith("http") ? call : base + "/bigbluebutton/api/" + call;
        var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private void put(String settings) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create(base + "/simulator/settings"))
                        .PUT(BodyPublishers.ofString(settings))
                        .build(),
                BodyHandlers.discarding());
    }
}
