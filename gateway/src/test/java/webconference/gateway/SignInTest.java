package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.gateway.BackEnd.answering;
import static webconference.gateway.Surroundings.HERE;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

class SignInTest {

    private static final String ROOM = "7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11";

    private final Browser browser = HERE.browser();

    @AfterEach
    void leave() {
        browser.close();
        HERE.clock().reset();
        HERE.signIn.beHonest();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    @Test
    void S3_whoever_is_signed_out_signs_in_and_is_back_where_they_were_going() {
        assertThat(browser.get("/session").statusCode()).isEqualTo(401);

        var page = browser.visit("/oauth2/authorization/portal?return=/salles/" + ROOM, "ada");

        assertThat(page.address()).isEqualTo(URI.create(HERE.portal + "/salles/" + ROOM));
        assertThat(page.status()).isEqualTo(200);
        assertThat(browser.get("/session").body())
                .isEqualTo("{\"id\":\"ada\",\"name\":\"Ada Diallo\",\"locale\":\"fr\"}");
    }

    @Test
    void S40_the_link_of_an_invitation_leads_through_sign_in_straight_to_the_conference_page() {
        var there = "/salles/" + ROOM + "/rejoindre";
        assertThat(browser.visit(there, "ada").address().getPath()).isEqualTo(there);

        var page = browser.visit("/oauth2/authorization/portal?return=" + there, "ada");

        assertThat(page.address()).isEqualTo(URI.create(HERE.portal + there));
        assertThat(page.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/\r\nSet-Cookie: a=b",
                "/%2f%2fevil.example",
            })
    void P11_never_ends_anywhere_else(String asked) {
        var page =
                browser.visit(
                        "/oauth2/authorization/portal?return="
                                + URLEncoder.encode(asked, StandardCharsets.UTF_8),
                        "ada");
        assertThat(page.address()).isEqualTo(URI.create(HERE.portal + "/"));
    }

    @Test
    void P16_asks_with_state_nonce_and_a_challenge_and_comes_back_to_the_configured_address() {
        var asked = location(browser.page("/oauth2/authorization/portal?action=evil"));
        assertThat(asked)
                .startsWith(HERE.issuer + "/oauth2/authorize?response_type=code&client_id=portal")
                .contains("&state=", "&nonce=", "&code_challenge=", "&code_challenge_method=S256")
                .contains("&redirect_uri=" + HERE.portal + "/login/oauth2/code/portal");
    }

    @Test
    void P16_fails_in_words_when_the_answer_belongs_to_no_question_of_this_browser() {
        try (var other = HERE.browser()) {
            other.page("/oauth2/authorization/portal");
            var begun = location(browser.page("/oauth2/authorization/portal"));
            var state = between(begun, "state=([^&]+)");
            var stolen = other.page("/login/oauth2/code/portal?code=abc&state=" + state);
            assertThat(stolen.statusCode()).isEqualTo(400);
            assertThat(stolen.body()).contains("La connexion n’a pas abouti");
            assertThat(other.get("/session").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void P16_fails_in_words_when_the_code_is_forged() {
        var begun = location(browser.page("/oauth2/authorization/portal"));
        var state = between(begun, "state=([^&]+)");
        var forged = browser.page("/login/oauth2/code/portal?code=forged&state=" + state);
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(browser.get("/session").statusCode()).isEqualTo(401);
    }

    @Test
    void P16_the_code_of_another_browsers_sign_in_is_worth_nothing_without_its_verifier() {
        try (var thief = HERE.browser()) {
            var victims = location(browser.page("/oauth2/authorization/portal"));
            var thiefs = location(thief.page("/oauth2/authorization/portal"));
            var code = between(atProvider(victims), "code=([^&]+)");
            var state = between(thiefs, "state=([^&]+)");
            var injected = thief.page("/login/oauth2/code/portal?code=" + code + "&state=" + state);
            assertThat(injected.statusCode()).isEqualTo(400);
            assertThat(thief.get("/session").statusCode()).isEqualTo(401);
        }
    }

    /// Where the provider sends somebody back to who has shown who they are.
    private String atProvider(String asked) {
        browser.submit(HERE.issuer + "/login", Map.of("username", "ada", "password", "demo"));
        return location(browser.page(asked));
    }

    static Stream<Arguments> brokenIdentityTokens() {
        return Stream.of(
                broken("another nonce", t -> t.getClaims().claim("nonce", "guess")),
                broken("no nonce", t -> t.getClaims().claims(c -> c.remove("nonce"))),
                broken("another issuer", t -> t.getClaims().issuer("https://evil.example")),
                broken("another audience", t -> t.getClaims().audience(List.of("other"))),
                broken(
                        "several audiences and another party",
                        t ->
                                t.getClaims()
                                        .audience(List.of("portal", "other"))
                                        .claim("azp", "other")),
                broken(
                        "over for longer than clocks may differ",
                        t ->
                                t.getClaims()
                                        .issuedAt(Instant.now().minusSeconds(900))
                                        .expiresAt(Instant.now().minusSeconds(120))),
                broken(
                        "from the future",
                        t ->
                                t.getClaims()
                                        .issuedAt(Instant.now().plusSeconds(300))
                                        .expiresAt(Instant.now().plusSeconds(900))),
                broken("nobody's", t -> t.getClaims().claims(c -> c.remove("sub"))),
                broken(
                        "an algorithm that is not on the list",
                        t -> t.getJwsHeader().algorithm(SignatureAlgorithm.PS256)));
    }

    private static Arguments broken(String what, Consumer<JwtEncodingContext> how) {
        return Arguments.of(what, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenIdentityTokens")
    void P16_nobody_comes_in_by_a_broken_identity_token(
            String what, Consumer<JwtEncodingContext> how) {
        HERE.signIn.spoil(how);
        var page = browser.visit("/oauth2/authorization/portal", "ada");
        assertThat(page.status()).as(what).isEqualTo(400);
        assertThat(browser.get("/session").statusCode()).isEqualTo(401);
    }

    @Test
    void P16_clocks_that_differ_by_less_than_a_minute_keep_nobody_out() {
        HERE.signIn.spoil(t ->
                t.getClaims()
                        .issuedAt(Instant.now().minusSeconds(300))
                        .expiresAt(Instant.now().minusSeconds(30)));
        browser.signedIn("ada");
        assertThat(browser.get("/session").statusCode()).isEqualTo(200);
    }

    @Test
    void two_tabs_that_sign_in_at_once_each_come_back_to_their_own_page() {
        var first = location(browser.page("/oauth2/authorization/portal?return=/salles/one"));
        var second = location(browser.page("/oauth2/authorization/portal?return=/salles/two"));
        assertThat(browser.visit(second, "ada").address().getPath()).isEqualTo("/salles/two");
        assertThat(browser.visit(first, "ada").address().getPath()).isEqualTo("/salles/one");
    }

    @Nested
    class A_session {

        @Test
        void P10_gets_a_new_id_at_sign_in() {
            browser.page("/oauth2/authorization/portal");
            var before = browser.cookie("SESSION");
            browser.signedIn("ada");
            assertThat(before).isNotNull();
            assertThat(browser.cookie("SESSION")).isNotNull().isNotEqualTo(before);
        }

        @Test
        void P10_lies_in_a_cookie_no_script_can_read() {
            var set = browser.page("/oauth2/authorization/portal");
            assertThat(cookieLine(set, "SESSION"))
                    .contains("HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Secure");
        }

        @Test
        void P10_ends_when_it_is_idle_for_half_an_hour() {
            browser.signedIn("ada");
            assertThat(browser.get("/session").statusCode()).isEqualTo(200);
            HERE.database()
                    .sql("update spring_session set last_access_time = last_access_time - :idle")
                    .param("idle", Duration.ofMinutes(31).toMillis())
                    .update();
            assertThat(browser.get("/session").statusCode()).isEqualTo(401);
        }

        @Test
        void writes_that_it_was_used_once_in_half_a_minute() {
            browser.signedIn("ada");
            browser.get("/session");
            var before = lastAccess();
            for (var i = 0; i < 5; i++) {
                browser.get("/session");
            }
            assertThat(lastAccess()).isEqualTo(before);
            HERE.database()
                    .sql("update spring_session set last_access_time = last_access_time - 31000")
                    .update();
            browser.get("/session");
            assertThat(lastAccess()).isGreaterThanOrEqualTo(before);
        }

        private static long lastAccess() {
            return HERE.database()
                    .sql(
                            """
                            select max(last_access_time) from spring_session
                            where principal_name = 'ada'
                            """)
                    .query(Long.class)
                    .single();
        }

        @Test
        void P10_ends_twelve_hours_after_sign_in_however_much_it_is_used() {
            browser.signedIn("ada");
            HERE.clock().forward(Duration.ofHours(12).minusMinutes(2));
            assertThat(browser.get("/session").statusCode()).isEqualTo(200);
            HERE.clock().forward(Duration.ofMinutes(3));
            assertThat(browser.get("/session").statusCode()).isEqualTo(401);
        }

        @Test
        void of_an_older_release_that_cannot_be_read_means_to_sign_in_again() {
            browser.signedIn("ada");
            HERE.database()
                    .sql("update spring_session_attributes set attribute_bytes = '\\x00'::bytea")
                    .update();
            assertThat(browser.get("/session").statusCode()).isEqualTo(401);
            browser.signedIn("ada");
            assertThat(browser.get("/session").statusCode()).isEqualTo(200);
        }

        @Test
        void P10_ends_at_the_provider_too_when_the_person_signs_out() {
            browser.signedIn("ada");
            var ended =
                    browser.submit(
                            "/logout",
                            Map.of("_csrf", String.valueOf(browser.cookie("XSRF-TOKEN"))));
            assertThat(location(ended))
                    .startsWith(HERE.issuer + "/connect/logout?id_token_hint=")
                    .endsWith("&post_logout_redirect_uri=" + HERE.portal + "/");
            assertThat(browser.get("/session").statusCode()).isEqualTo(401);

            assertThat(browser.visit(location(ended), "ada").address())
                    .isEqualTo(URI.create(HERE.portal + "/"));
            // The provider asks for the password again.
            var asked = browser.page(location(browser.page("/oauth2/authorization/portal")));
            assertThat(location(asked)).endsWith("/login");
        }

        @Test
        void P30_ends_with_the_erasure_of_its_person_and_with_no_refused_one() {
            try (var bruno = HERE.browser()) {
                bruno.signedIn("bruno");
                browser.signedIn("ada");
                var erasure = "/api/v1/ops/people/bruno/erasure";
                HERE.rooms.on(erasure, answering(403, "application/problem+json", "{}"));
                browser.change("POST", erasure, "{}");
                assertThat(bruno.get("/api/v1/me").statusCode()).isEqualTo(200);
                HERE.rooms.on(erasure, answering(202, "application/json", ""));
                assertThat(browser.change("POST", erasure, "{}").statusCode()).isEqualTo(202);
                assertThat(bruno.get("/api/v1/me").statusCode()).isEqualTo(401);
                assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
            } finally {
                HERE.rooms.forgetAll();
            }
        }

        @Test
        void P9_does_not_end_by_a_link() {
            browser.signedIn("ada");
            browser.page("/logout");
            assertThat(browser.get("/session").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class A_sign_out_that_the_provider_tells_of {

        private HttpResponse<String> tell(String token) {
            try (var provider = HERE.browser()) {
                return provider.submit(
                        "/logout/connect/back-channel/portal", Map.of("logout_token", token));
            }
        }

        @Test
        void P10_ends_the_session_and_its_news_within_two_seconds_wherever_it_is_open()
                throws IOException {
            HERE.rooms.on("/api/v1/events", HERE.rooms.streaming());
            await().until(() -> HERE.rooms.openStreams() == 0);
            browser.signedIn("ada");
            try (var gateway =
                            HERE.gatewayAt(
                                    Surroundings.freePort(), Map.of("PORTAL_URL", HERE.portal));
                    var there =
                            new Browser(
                                    "http://localhost:"
                                            + gateway.getEnvironment().getProperty("server.port"));
                    var brunos = HERE.browser().signedIn("bruno");
                    var here = browser.open("/api/v1/events").body()) {
                there.setCookie("SESSION", String.valueOf(browser.cookie("SESSION")));
                try (var news = there.open("/api/v1/events").body()) {
                    assertThat(news.read() + here.read()).isEqualTo(2 * 'e');

                    var told = tell(HERE.signIn.logoutToken("ada", providerSession(), Map.of()));

                    assertThat(told.statusCode()).isEqualTo(200);
                    await().atMost(Duration.ofSeconds(2))
                            .until(() -> HERE.rooms.openStreams() == 0);
                    assertThat(browser.get("/session").statusCode()).isEqualTo(401);
                    assertThat(there.get("/session").statusCode()).isEqualTo(401);
                    assertThat(brunos.get("/session").statusCode()).isEqualTo(200);
                }
            } finally {
                HERE.rooms.forgetAll();
            }
        }

        private String providerSession() {
            return HERE.database()
                    .sql(
                            """
                            select provider_session from sign_ins
                            where subject = 'ada' and provider_session is not null
                            order by ends_at desc limit 1
                            """)
                    .query(String.class)
                    .single();
        }

        @Test
        void P10_of_a_person_ends_all_their_sessions() {
            try (var other = HERE.browser().signedIn("ada")) {
                browser.signedIn("ada");
                assertThat(tell(HERE.signIn.logoutToken("ada", null, Map.of())).statusCode())
                        .isEqualTo(200);
                assertThat(browser.get("/session").statusCode()).isEqualTo(401);
                assertThat(other.get("/session").statusCode()).isEqualTo(401);
            }
        }

        static Stream<Map<String, Object>> brokenLogoutTokens() {
            return Stream.of(
                    Map.of("iss", "https://evil.example"),
                    Map.of("aud", List.of("other")),
                    Map.of("events", ""),
                    Map.of("events", Map.of("urn:other", Map.of())),
                    Map.of("nonce", "an identity token has one"),
                    Map.of("sub", ""));
        }

        @ParameterizedTest
        @MethodSource("brokenLogoutTokens")
        void P24_ends_nothing_when_it_is_not_the_providers(Map<String, Object> different) {
            browser.signedIn("ada");
            assertThat(tell(HERE.signIn.logoutToken("ada", null, different)).statusCode())
                    .isGreaterThanOrEqualTo(400);
            assertThat(tell("e30.e30.").statusCode()).isEqualTo(400);
            assertThat(browser.get("/session").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Without_the_identity_provider {

        @Test
        void the_gateway_starts_says_so_in_words_and_signs_in_when_it_is_back() {
            var providerPort = Surroundings.freePort();
            var port = Surroundings.freePort();
            try (var _ =
                            HERE.gatewayAt(
                                    port,
                                    Map.of("OIDC_ISSUER", "http://127.0.0.1:" + providerPort));
                    var there = new Browser("http://localhost:" + port)) {
                assertThat(there.page("/salles").statusCode()).isEqualTo(200);
                var refused = there.page("/oauth2/authorization/portal");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.body())
                        .contains("Connexion momentanément impossible")
                        .contains("Sign-in temporarily unavailable");

                try (var _ = SignInServer.startAt(providerPort, "http://localhost:" + port)) {
                    there.signedIn("bruno");
                    assertThat(there.get("/session").body()).contains("Bruno Petit");
                }
            }
        }
    }

    @Nested
    class Behind_https {

        @Test
        void
                P10_P13_cookies_are_bound_to_the_host_and_to_encryption_and_the_forged_host_is_ignored() {
            var port = Surroundings.freePort();
            try (var _ = HERE.gatewayAt(port, Map.of("PORTAL_URL", "https://visio.example.org"));
                    var there = new Browser("http://localhost:" + port)) {
                var begun = there.page("/oauth2/authorization/portal");
                assertThat(cookieLine(begun, "__Host-SESSION"))
                        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain");
                assertThat(location(begun))
                        .contains(
                                "redirect_uri=https://visio.example.org/login/oauth2/code/portal");
                assertThat(cookieLine(begun, "XSRF-TOKEN"))
                        .contains("Secure", "SameSite=Lax")
                        .doesNotContain("HttpOnly");
            }
        }
    }

    private static String cookieLine(HttpResponse<String> response, String name) {
        List<String> lines = response.headers().allValues("Set-Cookie");
        return lines.stream().filter(l -> l.startsWith(name + "=")).findFirst().orElse("");
    }

    private static String between(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
