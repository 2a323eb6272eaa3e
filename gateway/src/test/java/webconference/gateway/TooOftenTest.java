package webconference.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.gateway.BackEnd.answering;
import static webconference.gateway.Surroundings.HERE;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/// Somebody who asks too often, at gateways with narrow limits.
class TooOftenTest {

    private final Browser adas = HERE.browser().signedIn("ada");

    @AfterEach
    void leave() {
        adas.close();
        HERE.rooms.forgetAll();
    }

    /// One more gateway of the same database, and browsers that go there.
    private static final class Narrow implements AutoCloseable {
        final int port = Surroundings.freePort();
        private final ConfigurableApplicationContext gateway;

        Narrow(Map<String, Object> limits) {
            Map<String, Object> different = new HashMap<>(limits);
            different.put("PORTAL_URL", HERE.portal);
            gateway = HERE.gatewayAt(port, different);
        }

        Browser browser() {
            return new Browser("http://localhost:" + port);
        }

        Browser as(Browser signedIn) {
            var browser = browser();
            browser.setCookie("SESSION", String.valueOf(signedIn.cookie("SESSION")));
            return browser;
        }

        @Override
        public void close() {
            gateway.close();
        }
    }

    private static List<HttpResponse<String>> times(
            int times, IntFunction<HttpResponse<String>> call) {
        return IntStream.range(0, times).mapToObj(call).toList();
    }

    private static long passed(List<HttpResponse<String>> answers) {
        return answers.stream().filter(a -> a.statusCode() != 429).count();
    }

    @Test
    void P21_a_person_is_told_when_to_come_back_and_P24_loses_nothing_and_nobody_else_does()
            throws IOException {
        HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
        try (var narrow = new Narrow(Map.of("limits.person", "20/60s"));
                var ada = narrow.as(adas);
                var brunos = HERE.browser().signedIn("bruno");
                var bruno = narrow.as(brunos);
                var news = ada.open("/api/v1/events").body()) {
            assertThat(news.read()).isEqualTo('e');

            var answers = times(30, _ -> ada.get("/api/v1/rooms"));

            assertThat(passed(answers)).isBetween(18L, 26L); // one comes back in three seconds
            var refused = answers.getLast();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")))
                    .isBetween(1, 60);
            assertThat(refused.body()).contains("urn:problem:too-many", "Trop de demandes");
            assertThat(news.read()).isEqualTo('v');
            assertThat(bruno.get("/api/v1/rooms").statusCode()).isEqualTo(200);
            assertThat(adas.get("/session").statusCode()).isEqualTo(200);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ada.get("/api/v1/rooms").statusCode() == 200);
        }
    }

    @Test
    void P21_two_gateways_count_together() throws InterruptedException, ExecutionException {
        Map<String, Object> limits = Map.of("limits.person", "200/1m");
        try (var one = new Narrow(limits);
                var two = new Narrow(limits);
                var first = one.as(adas);
                var second = two.as(adas)) {
            var began = Instant.now();
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (var i = 0; i < 200; i++) {
                calls.add(() -> first.get("/api/v1/rooms"));
                calls.add(() -> second.get("/api/v1/rooms"));
            }
            List<HttpResponse<String>> answers = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (var answer : threads.invokeAll(calls)) {
                    answers.add(answer.get());
                }
            }
            var given = Duration.between(began, Instant.now()).toMillis() * 200 / 60_000;
            assertThat(passed(answers)).isBetween(180L, 220L + given + 1);
        }
    }

    @Test
    void P21_nobody_looks_for_open_ports_through_the_trial_of_a_target() {
        try (var bruno = HERE.browser().signedIn("bruno")) {
            var checks = "/api/v1/streams/target-checks";
            HERE.streams.on(checks, answering(200, "application/json", "{}"));
            var answers = times(14, _ -> bruno.change("POST", checks, "{}"));
            assertThat(passed(answers)).isBetween(10L, 12L);
            assertThat(bruno.get("/api/v1/streams/capacity").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void P21_a_forged_client_address_is_ignored() {
        try (var narrow = new Narrow(Map.of("limits.visitors", "20/1m"));
                var visitor = narrow.browser()) {
            var answers =
                    times(
                            30,
                            i ->
                                    visitor.send(
                                            visitor.request("/session")
                                                    .header("X-Forwarded-For", "198.51.100." + i)
                                                    .header("Forwarded", "for=198.51.100." + i)
                                                    .header("X-Real-IP", "198.51.100." + i)
                                                    .GET()));
            assertThat(passed(answers)).isBetween(18L, 22L);
        }
    }

    @Test
    void P21_behind_a_proxy_of_ours_each_address_counts_for_itself_and_a_link_for_all() {
        Map<String, Object> limits =
                Map.of(
                        "limits.guests", "4/1m",
                        "limits.link-joins", "20/1m",
                        "TRUSTED_PROXIES", "127.0.0.1");
        try (var narrow = new Narrow(limits);
                var guest = narrow.browser()) {
            IntFunction<HttpResponse<String>> fromSix =
                    i -> join(guest, "one-link", "6.6.6." + i + ", 198.51.100." + i % 6);
            assertThat(passed(times(24, fromSix))).isBetween(19L, 22L);
            assertThat(join(guest, "another-link", "203.0.113.7").statusCode()).isEqualTo(200);
            assertThat(passed(times(8, i -> join(guest, "a-third", "1.1.1." + i + ", 192.0.2.1"))))
                    .isBetween(4L, 5L);
        }
    }

    private static HttpResponse<String> join(Browser guest, String link, String forwardedFor) {
        return guest.send(
                guest.request("/api/v1/guests/" + link + "/join")
                        .header("X-Forwarded-For", forwardedFor)
                        .POST(BodyPublishers.noBody()));
    }

    @Test
    void P24_sign_ins_that_fail_in_masses_end_nobodys_session_and_nobodys_news()
            throws IOException {
        HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
        try (var narrow = new Narrow(Map.of("limits.sign-ins", "10/1m"));
                var ada = narrow.as(adas);
                var attacker = narrow.browser();
                var news = ada.open("/api/v1/events").body()) {
            var answers =
                    times(30, i -> attacker.page("/login/oauth2/code/portal?code=x&state=" + i));
            assertThat(passed(answers)).isBetween(9L, 12L);
            var refused = answers.getLast();
            assertThat(refused.body())
                    .contains("<html lang=\"fr\">", "Réessayez dans", "Try again in")
                    .doesNotContain("<script");
            assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(news.read()).isEqualTo('e');
            assertThat(ada.get("/session").statusCode()).isEqualTo(200);
            assertThat(ada.get("/api/v1/rooms").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/guests/x/check", "/api/v1/bbb/events"})
    void P24_forty_who_announce_more_than_they_send_wait_alone(String path) throws IOException {
        var served = path.contains("bbb") ? "/api/v1/entry?pass=x" : "/api/v1/rooms";
        List<Socket> idlers = new ArrayList<>();
        try {
            for (var i = 0; i < 40; i++) {
                idlers.add(idler(path));
            }
            for (var i = 0; i < 30; i++) { // until they have been given up, and after
                assertThat(adas.get(served).statusCode()).isEqualTo(200);
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            }
            for (var idler : idlers) {
                var answer = new String(idler.getInputStream().readAllBytes(), UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:problem:too-slow");
            }
        } finally {
            for (var idler : idlers) {
                idler.close();
            }
        }
        assertThat(HERE.rooms.asked).noneMatch(asked -> asked.uri().getPath().equals(path));
        assertThat(adas.get(served).statusCode()).isEqualTo(200);
    }

    private static Socket idler(String path) throws IOException {
        var socket = new Socket("localhost", URI.create(HERE.portal).getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(
                        """
                        POST %s HTTP/1.1
                        Host: localhost
                        Content-Type: application/json
                        Content-Length: 100

                        {"name":\
                        """
                                .formatted(path)
                                .replace("\n", "\r\n")
                                .getBytes(UTF_8));
        return socket;
    }

    @Test
    void P24_who_sends_a_drop_at_a_time_is_given_up_too() throws IOException {
        try (var drops = idler("/api/v1/guests/x/check")) {
            await().atMost(Duration.ofSeconds(8))
                    .until(() -> {
                        try {
                            drops.getOutputStream().write(' ');
                            return drops.getInputStream().available() > 0;
                        } catch (SocketException e) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void P24_what_is_larger_than_a_request_may_be_reaches_no_service() {
        var answer = adas.change("POST", "/api/v1/rooms", " ".repeat(1024 * 1024 + 1));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:problem:too-large");
        assertThat(HERE.rooms.asked).isEmpty();
    }

    @Test
    void P24_one_persons_screens_are_counted_and_the_last_one_too_many_is_refused()
            throws IOException {
        HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
        try (var narrow = new Narrow(Map.of("routes.streams-each", 2));
                var ada = narrow.as(adas);
                var first = ada.open("/api/v1/events").body();
                var second = ada.open("/api/v1/events").body()) {
            assertThat(first.read() + second.read()).isEqualTo(2 * 'e');
            assertThat(ada.open("/api/v1/events").statusCode()).isEqualTo(429);
            assertThat(first.read() + second.read()).isEqualTo(2 * 'v');
        }
    }

    @Test
    void F33_a_gateway_that_holds_all_the_streams_it_can_says_when_to_come_back()
            throws IOException {
        HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
        try (var narrow = new Narrow(Map.of("routes.streams-at-most", 1));
                var ada = narrow.as(adas);
                var first = ada.open("/api/v1/events").body()) {
            assertThat(first.read()).isEqualTo('e');
            var refused = ada.open("/api/v1/events");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(ada.get("/api/v1/rooms").statusCode()).isEqualTo(200);
        }
    }
}
