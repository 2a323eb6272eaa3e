package webconference.streaming.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import webconference.streaming.LiveDoorFailure.MeetingOver;
import webconference.streaming.LiveDoorFailure.Unreachable;

/// Against a server that answers what a test tells it.
class MeetingServiceTest {

    private static final String SECRET = "0123456789-0123456789-0123456789";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID OPENING = UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11");

    private record Answer(int status, String body) {}

    private record Asked(String method, String path, String authorization, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        var answer = answers.size() > 1 ? answers.poll() : answers.getFirst();
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private MeetingService service() {
        return new MeetingService(
                RestClient.builder(),
                new MeetingSettings(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        SECRET,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void it_asks_for_a_link_as_this_service_and_for_a_minute_only() throws Exception {
        answers.add(new Answer(200, "{\"url\":\"https://bbb.example.org/join?checksum=1\"}"));
        assertThat(service().link(OPENING, true))
                .isEqualTo(URI.create("https://bbb.example.org/join?checksum=1"));
        var call = asked.getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/internal/v1/meetings/" + OPENING + "/live-link");
        assertThat(call.body()).isEqualTo("{\"admitted\":true}");
        var token = SignedJWT.parse(call.authorization().substring("Bearer ".length()));
        assertThat(token.verify(new MACVerifier(SECRET))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("streaming-service");
        assertThat(claims.getAudience()).containsExactly("meeting-service");
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void a_meeting_that_is_over_is_not_asked_for_twice() {
        answers.add(new Answer(404, ""));
        assertThatThrownBy(() -> service().link(OPENING, false)).isInstanceOf(MeetingOver.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_service_in_trouble_is_asked_again() {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(200, "{\"url\":\"https://bbb.example.org/join\"}"));
        assertThat(service().link(OPENING, false)).hasHost("bbb.example.org");
        assertThat(asked).hasSize(2);
    }

    @Test
    void S67_it_counts_moderators() {
        answers.add(new Answer(200, "{\"running\":true,\"people\":5,\"moderators\":2}"));
        assertThat(service().moderators(OPENING)).isEqualTo(2);
        assertThat(asked.getFirst().path())
                .isEqualTo("/internal/v1/meetings/" + OPENING + "/presence");
    }

    @Test
    void S67_in_a_meeting_that_is_over_there_is_none() {
        answers.add(new Answer(404, ""));
        assertThat(service().moderators(OPENING)).isZero();
        answers.clear();
        answers.add(new Answer(200, "{\"running\":false,\"people\":5,\"moderators\":2}"));
        assertThat(service().moderators(OPENING)).isZero();
    }

    @Test
    void S67_that_nobody_knows_is_said_within_seconds() {
        server.stop(0);
        var began = System.nanoTime();
        assertThatThrownBy(() -> service().moderators(OPENING)).isInstanceOf(Unreachable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
}
