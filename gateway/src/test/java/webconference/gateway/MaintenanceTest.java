package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.gateway.BackEnd.redirecting;
import static webconference.gateway.Surroundings.HERE;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import webconference.gateway.Surroundings.MovableClock;

/// ux.md §10, 503 maintenance: the hour of return, and rooms that are open go on.
class MaintenanceTest {

    private static final String ROOM = "7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11";
    private static final int PORT = Surroundings.freePort();

    private static ConfigurableApplicationContext gateway;

    private final Browser browser = new Browser("http://localhost:" + PORT);

    @BeforeAll
    static void maintenance_begins() {
        gateway =
                HERE.gatewayAt(
                        PORT,
                        Map.of(
                                "PORTAL_URL",
                                HERE.portal,
                                "MAINTENANCE_UNTIL",
                                "2099-03-04T18:30:00+01:00"));
    }

    @AfterAll
    static void it_is_over() {
        gateway.close();
    }

    @AfterEach
    void leave() {
        browser.close();
        HERE.rooms.forgetAll();
        HERE.meetings.forgetAll();
        gateway.getBean(MovableClock.class).reset();
    }

    private void isSignedIn() {
        try (var before = HERE.browser().signedIn("ada")) {
            browser.setCookie("SESSION", String.valueOf(before.cookie("SESSION")));
            browser.setCookie("XSRF-TOKEN", String.valueOf(before.cookie("XSRF-TOKEN")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/salles", "/salles/" + ROOM, "/exploitation", "/aide"})
    void the_portal_is_a_page_without_script_that_says_when_it_is_back(String path) {
        var page = browser.page(path);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("Maintenance en cours", "Retour prévu le mercredi 4 mars à 18:30.")
                .contains("Maintenance under way", "Back on Wednesday 4 March at 18:30.")
                .contains("Les salles déjà ouvertes continuent")
                .doesNotContain("<script");
        assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(15_000);
        assertThat(page.headers().firstValueAsLong("Retry-After").orElse(0)).isGreaterThan(3_600);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(browser.page("/problem.css").statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_no_open_rooms_business_is_refused_in_words_and_asked_of_no_service() {
        isSignedIn();
        var list = browser.get("/api/v1/rooms");
        assertThat(list.statusCode()).isEqualTo(503);
        assertThat(list.body())
                .contains("urn:problem:maintenance", "Retour prévu le mercredi 4 mars à 18:30.");
        var opened = browser.change("PUT", "/api/v1/rooms/" + ROOM + "/opening", "");
        assertThat(opened.statusCode()).isEqualTo(503);
        assertThat(browser.get("/api/v1/me/export").statusCode()).isEqualTo(503);
        var english =
                browser.send(
                        HttpRequest.newBuilder(browser.request("/api/v1/rooms").build().uri())
                                .header("Accept-Language", "en")
                                .GET());
        assertThat(english.body()).contains("Back on Wednesday 4 March at 18:30.");
        assertThat(HERE.rooms.asked).isEmpty();
    }

    @Test
    void rooms_that_are_open_go_on_with_news_of_them_and_ways_in() throws IOException {
        isSignedIn();
        HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
        try (var news = browser.open("/api/v1/events").body()) {
            assertThat(news.read()).isEqualTo('e');
        }
        var join = "/api/v1/rooms/" + ROOM + "/join";
        HERE.rooms.on(join, redirecting(303, HERE.portal + "/api/v1/entry?pass=a"));
        var token = String.valueOf(browser.cookie("XSRF-TOKEN"));
        var joined =
                browser.send(
                        browser.request(join)
                                .header("Origin", HERE.portal)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token)));
        assertThat(joined.statusCode()).isEqualTo(303);
        for (var path :
                new String[] {
                    "/session",
                    "/api/v1/me",
                    "/api/v1/rooms/" + ROOM + "/door",
                    "/api/v1/rooms/" + ROOM + "/door/meeting",
                    "/api/v1/guests/3q2-7wEjRb0",
                    "/api/v1/entry?pass=a",
                    "/actuator/health"
                }) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }
        for (var path : new String[] {"/salles/" + ROOM + "/rejoindre", "/p/3q2-7wEjRb0"}) {
            assertThat(browser.page(path).statusCode()).as(path).isNotEqualTo(503);
        }
    }

    @Test
    void an_hour_that_has_passed_is_promised_to_nobody() {
        gateway.getBean(MovableClock.class).forward(Duration.ofDays(100 * 365));
        var page = browser.page("/salles");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("60");
        assertThat(page.body())
                .contains("Retour prévu dans quelques minutes.", "Back in a few minutes.")
                .doesNotContain("18:30");
    }
}
