package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.gateway.Surroundings.HERE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveEventsTest {

    @BeforeEach
    void events() {
        HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
        await().until(() -> HERE.rooms.openStreams() == 0);
    }

    @Test
    void arrive_as_they_happen() throws IOException {
        try (var browser = HERE.browser().signedIn("ada")) {
            var stream = browser.open("/api/v1/events");
            assertThat(stream.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            try (var body = stream.body()) {
                assertThat(new String(body.readNBytes(23), StandardCharsets.UTF_8))
                        .isEqualTo("event: room\ndata: {}\n\ne");
            }
        }
    }

    @Test
    void leave_neither_thread_nor_connection_behind_when_browsers_leave() throws IOException {
        var readers = new ArrayList<Browser>();
        try (var signedIn = HERE.browser().signedIn("ada")) {
            for (var i = 0; i < 20; i++) {
                var reader = HERE.browser();
                reader.setCookie("SESSION", String.valueOf(signedIn.cookie("SESSION")));
                readers.add(reader);
                assertThat(reader.open("/api/v1/events").body().read()).isEqualTo('e');
            }
            assertThat(HERE.rooms.openStreams()).isEqualTo(20);

            readers.forEach(Browser::close);

            await().atMost(Duration.ofSeconds(3)).until(() -> HERE.rooms.openStreams() == 0);
        }
    }

    @Test
    void end_within_two_seconds_for_whoever_signs_out_in_another_tab() throws IOException {
        try (var browser = HERE.browser().signedIn("ada");
                var stream = browser.open("/api/v1/events").body()) {
            assertThat(stream.read()).isEqualTo('e');
            browser.submit(
                    "/logout", Map.of("_csrf", String.valueOf(browser.cookie("XSRF-TOKEN"))));
            await().atMost(Duration.ofSeconds(2)).until(() -> HERE.rooms.openStreams() == 0);
            stream.transferTo(OutputStream.nullOutputStream()); // ends
            assertThat(browser.open("/api/v1/events").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void of_a_guest_need_no_session_and_end_when_the_gateway_stops() throws IOException {
        HERE.rooms.on("/api/v1/guests/3q2-7wEjRb0/events", HERE.rooms.streaming());
        var port = Surroundings.freePort();
        var gateway = HERE.gatewayAt(port, Map.of());
        try (var browser = new Browser("http://localhost:" + port);
                var stream = browser.open("/api/v1/guests/3q2-7wEjRb0/events").body()) {
            assertThat(stream.read()).isEqualTo('e');
            var began = Instant.now();
            gateway.close();
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
            await().atMost(Duration.ofSeconds(2)).until(() -> HERE.rooms.openStreams() == 0);
        }
    }

    @Test
    void are_not_for_whoever_is_signed_out() throws IOException {
        try (var browser = HERE.browser();
                var body = browser.open("/api/v1/events").body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("sign-in-needed");
        }
    }
}
