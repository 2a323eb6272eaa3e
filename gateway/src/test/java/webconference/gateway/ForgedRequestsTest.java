package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.gateway.Surroundings.HERE;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A page of somebody else, open in the browser of somebody who is signed in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedRequestsTest {

    private static final String JOIN = "/api/v1/rooms/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11/join";

    private final Browser browser = HERE.browser();

    @BeforeAll
    void signIn() {
        browser.signedIn("ada");
    }

    @AfterAll
    void leave() {
        browser.close();
    }

    private String token() {
        return String.valueOf(browser.cookie("XSRF-TOKEN"));
    }

    static Stream<Arguments> changes() {
        var paths =
                Stream.of(
                        Arguments.of("POST", "/api/v1/rooms"),
                        Arguments.of("PUT", "/api/v1/rooms/1"),
                        Arguments.of("PATCH", "/api/v1/rooms/1"),
                        Arguments.of("DELETE", "/api/v1/rooms/1"),
                        Arguments.of("PUT", "/api/v1/rooms/1/opening"),
                        Arguments.of("DELETE", "/api/v1/rooms/1/opening"),
                        Arguments.of("POST", JOIN),
                        Arguments.of("POST", "/logout"));
        return paths.flatMap(a ->
                Stream.of(
                                "no token",
                                "wrong token",
                                "masked token",
                                "other origin",
                                "origin null",
                                "neighbour origin",
                                "other site",
                                "same site")
                        .map(how -> Arguments.of(a.get()[0], a.get()[1], how)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void P9_changes_nothing(String method, String path, String how) {
        var before = HERE.rooms.asked.size();
        var request =
                browser.request(path)
                        .header("Content-Type", "text/plain")
                        .method(method, BodyPublishers.ofString("{}"));
        switch (how) {
            case "no token" -> {}
            case "wrong token" -> request.header("X-XSRF-TOKEN", "0".repeat(36));
            case "masked token" -> request.header("X-XSRF-TOKEN", token() + "=");
            case "other origin" ->
                    request.header("X-XSRF-TOKEN", token())
                            .header("Origin", "https://evil.example");
            case "origin null" -> request.header("X-XSRF-TOKEN", token()).header("Origin", "null");
            case "neighbour origin" ->
                    request.header("X-XSRF-TOKEN", token())
                            .header("Origin", HERE.portal + ".evil.example");
            case "other site" ->
                    request.header("X-XSRF-TOKEN", token()).header("Sec-Fetch-Site", "cross-site");
            default ->
                    request.header("X-XSRF-TOKEN", token()).header("Sec-Fetch-Site", "same-site");
        }
        assertThat(browser.send(request).statusCode()).isEqualTo(403);
        assertThat(HERE.rooms.asked).hasSize(before);
        assertThat(browser.get("/session").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
    void P9_changes_nothing_by_a_form_whatever_its_type(String type) {
        var before = HERE.rooms.asked.size();
        var sent =
                browser.send(
                        browser.request("/api/v1/rooms")
                                .header("Content-Type", type)
                                .header("Accept", "text/html")
                                .POST(BodyPublishers.ofString("_csrf=guess&name=x")));
        assertThat(sent.statusCode()).isEqualTo(403);
        assertThat(HERE.rooms.asked).hasSize(before);
    }

    @Test
    void P9_our_own_page_changes_what_it_wants_by_header_and_by_form() {
        var byHeader =
                browser.send(
                        browser.request("/api/v1/rooms/1/opening")
                                .header("X-XSRF-TOKEN", token())
                                .header("Origin", HERE.portal)
                                .header("Sec-Fetch-Site", "same-origin")
                                .PUT(BodyPublishers.noBody()));
        assertThat(byHeader.statusCode()).isEqualTo(200);
        assertThat(browser.submit(JOIN, Map.of("_csrf", token())).statusCode()).isEqualTo(200);
    }

    @Test
    void the_first_page_brings_the_token_and_files_do_not() {
        try (var fresh = HERE.browser()) {
            assertThat(fresh.get("/assets/index-4f2a9c1b.js").headers().allValues("Set-Cookie"))
                    .isEmpty();
            fresh.page("/salles");
            assertThat(fresh.cookie("XSRF-TOKEN")).isNotBlank();
        }
    }
}
