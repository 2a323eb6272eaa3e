package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.gateway.Surroundings.HERE;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static List<String> addresses() {
        return List.of(
                "/",
                "/salles/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11",
                "/assets/index-4f2a9c1b.js",
                "/assets/missing-00000000.js",
                "/favicon.svg",
                "/session",
                "/api/v1/rooms",
                "/api/v1/entry",
                "/api/nothing",
                "/oauth2/authorization/portal",
                "/login/oauth2/code/portal",
                "/actuator/health",
                "/internal/v1",
                "/p/3q2-7wEjRb0",
                "/exploitation",
                "/api/v1/guests/3q2-7wEjRb0",
                "/api/v1/ops/audit.csv",
                "/error",
                "/logout/connect/back-channel/portal",
                "/salles//double",
                "/salles/%2e%2e/secret");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void P8_every_answer_tells_the_browser_what_not_to_do(String path) {
        try (var browser = HERE.browser()) {
            var headers = browser.page(path).headers();
            var policy = headers.firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .contains(
                            "default-src 'self';",
                            "base-uri 'none'",
                            "object-src 'none'",
                            "frame-ancestors 'none'",
                            "form-action 'self' " + HERE.issuer + " http://localhost:8091",
                            "img-src 'self' data:",
                            "script-src 'self'",
                            "connect-src 'self'",
                            "style-src 'self'"
                                    + " 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='")
                    .doesNotContain("unsafe", "*");
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.firstValue("Permissions-Policy").orElse(""))
                    .contains("camera=()", "microphone=()");
            assertThat(headers.allValues("Referrer-Policy")).hasSize(1);
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void P8_behind_encryption_every_answer_asks_for_it_and_a_school_may_frame_the_portal() {
        var port = Surroundings.freePort();
        var settings =
                Map.<String, Object>of(
                        "PORTAL_URL", "https://visio.example.org",
                        "FRAME_ANCESTORS", "'self',https://ent.example.org");
        try (var _ = HERE.gatewayAt(port, settings);
                var there = new Browser("http://localhost:" + port)) {
            for (var path : addresses()) {
                var headers = there.page(path).headers();
                assertThat(headers.allValues("Strict-Transport-Security"))
                        .as(path)
                        .containsExactly("max-age=31536000");
                assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                        .as(path)
                        .endsWith("; frame-ancestors 'self' https://ent.example.org");
                assertThat(headers.allValues("X-Frame-Options")).as(path).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, no-store",
        "/salles, no-store",
        "/salles/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11/rejoindre, no-store",
        "/assets/index-4f2a9c1b.js, 'max-age=31536000, public, immutable'",
        "/favicon.svg, no-cache",
    })
    void files_are_kept_as_long_as_their_names_promise(String path, String kept) {
        try (var browser = HERE.browser()) {
            var file = browser.page(path);
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().allValues("Cache-Control")).containsExactly(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/missing-00000000.js",
                "/assets/",
                "/missing.png",
                "/index.html",
                "/salles/image.png",
                "/api/v1/unknown",
                "/internal/v1/meetings/1/presence",
                "/actuator/env",
                "/error",
                "/WEB-INF/web.xml",
                "/application.yaml",
            })
    void what_is_not_there_is_a_plain_page_in_both_languages(String path) {
        try (var browser = HERE.browser().signedIn("ada")) {
            var missing = browser.page(path);
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.headers().firstValue("Content-Type"))
                    .contains("text/html;charset=UTF-8");
            assertThat(missing.body())
                    .contains("<html lang=\"fr\">", "Cette page n’existe pas")
                    .contains("This page does not exist", "<section lang=\"en\">")
                    .doesNotContain("<script", "style=\"");
            assertThat(missing.body().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(15 * 1024);
            assertThat(browser.get(path).body()).contains("\"type\":\"urn:problem:not-found\"");
        }
    }

    @Test
    void P13_a_forged_host_travels_nowhere() throws IOException {
        for (var path : new String[] {"/oauth2/authorization/portal", "/logout", "/salles"}) {
            var answer =
                    raw(
                            "GET "
                                    + path
                                    + " HTTP/1.1\r\nHost: evil.example\r\n"
                                    + "X-Forwarded-Host: evil.example\r\n"
                                    + "X-Forwarded-Proto: gopher\r\nForwarded: host=evil.example\r\n"
                                    + "Accept: text/html\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1").doesNotContain("evil", "gopher");
        }
    }

    private static String raw(String request) throws IOException {
        var portal = URI.create(HERE.portal);
        try (var socket = new Socket(portal.getHost(), portal.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
