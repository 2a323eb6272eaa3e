package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.gateway.BackEnd.answering;
import static webconference.gateway.BackEnd.redirecting;
import static webconference.gateway.Surroundings.HERE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private static final UUID ROOM = UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11");

    private final Browser browser = HERE.browser();

    @AfterEach
    void leave() {
        browser.close();
        HERE.rooms.forgetAll();
        HERE.meetings.forgetAll();
    }

    private static String problemOf(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        return response.body();
    }

    @Nested
    class Somebody_signed_in {

        @BeforeEach
        void signIn() {
            browser.signedIn("ada");
        }

        @Test
        void is_known_to_the_service_by_their_token_and_by_nothing_else() throws ParseException {
            browser.send(
                    browser.request("/api/v1/me")
                            .header("X-Forwarded-For", "203.0.113.7")
                            .header("X-Forwarded-Host", "evil.example")
                            .header("Forwarded", "for=203.0.113.7;host=evil.example")
                            .GET());
            var asked = HERE.rooms.lastAsked();
            var token = Objects.requireNonNull(asked.header("Authorization")).substring(7);
            var claims = SignedJWT.parse(token).getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo("ada");
            assertThat(claims.getStringClaim("name")).isEqualTo("Ada Diallo");
            assertThat(asked.header("Cookie")).isNull();
            assertThat(asked.headers().keySet())
                    .noneMatch(h -> h.toLowerCase(Locale.ROOT).contains("forwarded"));
            assertThat(asked.header("Caller-Address")).isEqualTo("127.0.0.1");
        }

        @ParameterizedTest
        @CsvSource({
            "/api/v1/rooms, rooms",
            "/api/v1/rooms/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11, rooms",
            "/api/v1/me, rooms",
            "/api/v1/directory?search=zo%C3%A9, rooms",
            "/api/v1/config, rooms",
            "/api/v1/me/export, rooms",
            "/api/v1/favourites, rooms",
            "/api/v1/favourites/12, rooms",
            "/api/v1/ops/rooms, rooms",
            "/api/v1/ops/establishments/0750001A/rules, rooms",
            "/api/v1/streams/capacity, streams",
        })
        void reaches_the_service_that_owns_the_path(String path, String owner) {
            var service = owner.equals("rooms") ? HERE.rooms : HERE.streams;
            assertThat(browser.get(path).statusCode()).isEqualTo(200);
            assertThat(service.lastAsked().uri().toString()).isEqualTo(path);
        }

        @ParameterizedTest
        @ValueSource(strings = {"rooms", "meetings", "streams", "notifications"})
        void O32_reads_what_each_service_offers_and_how_it_is_set(String name) {
            var services =
                    Map.of(
                            "rooms", HERE.rooms,
                            "meetings", HERE.meetings,
                            "streams", HERE.streams,
                            "notifications", HERE.notifications);
            var service = Objects.requireNonNull(services.get(name));
            assertThat(browser.get("/api/docs/" + name).statusCode()).isEqualTo(200);
            assertThat(service.lastAsked().uri().getPath()).isEqualTo("/v3/api-docs");
            assertThat(browser.get("/api/v1/ops/configuration/" + name).statusCode())
                    .isEqualTo(200);
            assertThat(service.lastAsked().uri().getPath()).isEqualTo("/actuator/configprops");
        }

        @Test
        void sends_a_change_with_its_body_and_reads_the_answer_unchanged() {
            HERE.rooms.on("/api/v1/rooms", answering(201, "application/json", "{\"id\":1}"));
            var created = browser.change("POST", "/api/v1/rooms", "{\"name\":\"Physique\"}");
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.body()).isEqualTo("{\"id\":1}");
            assertThat(HERE.rooms.lastAsked().body()).isEqualTo("{\"name\":\"Physique\"}");
        }

        @Test
        void reads_a_problem_of_the_service_as_the_service_tells_it() {
            var stale = "{\"type\":\"urn:problem:stale-settings\",\"status\":409}";
            HERE.rooms.on(
                    "/api/v1/rooms/" + ROOM, answering(409, "application/problem+json", stale));
            var refused = browser.change("PUT", "/api/v1/rooms/" + ROOM, "{}");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).isEqualTo(stale);
        }

        @Test
        void joins_by_a_form_and_gets_the_redirect_that_the_service_gave() {
            var entry = HERE.portal + "/api/v1/entry?pass=abc.def.ghi";
            HERE.rooms.on("/api/v1/rooms/" + ROOM + "/join", redirecting(303, entry));
            var joined =
                    browser.submit(
                            "/api/v1/rooms/" + ROOM + "/join",
                            Map.of("_csrf", String.valueOf(browser.cookie("XSRF-TOKEN"))));
            assertThat(joined.statusCode()).isEqualTo(303);
            assertThat(joined.headers().firstValue("Location")).contains(entry);
        }

        @Test
        void joins_by_a_public_link_with_all_that_was_typed() {
            var path = "/api/v1/me/public-links/3q2-7wEjRb0/join";
            var entry = HERE.portal + "/api/v1/entry?pass=abc.def.ghi";
            HERE.rooms.on(path, redirecting(303, entry));
            var joined =
                    browser.submit(
                            path,
                            Map.of(
                                    "_csrf",
                                    String.valueOf(browser.cookie("XSRF-TOKEN")),
                                    "code",
                                    "Pomme7"));
            assertThat(joined.statusCode()).isEqualTo(303);
            assertThat(joined.headers().firstValue("Location")).contains(entry);
            assertThat(HERE.rooms.lastAsked().body().split("&")).contains("code=Pomme7");
            assertThat(HERE.rooms.lastAsked().header("Authorization")).startsWith("Bearer ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/internal/v1/meetings/1/presence",
                    "/api/internal/v1/meetings/1/presence",
                    "/api/v1/internal/meetings",
                    "/api/v1/rooms/../../../internal/v1/meetings/1/presence",
                    "/api/v1/rooms/%2e%2e/%2e%2e/%2e%2e/internal/v1/meetings/1/presence",
                    "/api/v1/rooms/..%2f..%2f..%2finternal/v1/meetings",
                    "/api/v1/rooms/..;/..;/..;/internal/v1/meetings",
                    "/api/v1/rooms//../../internal",
                    "/api/v1/rooms/%252e%252e/internal",
                    "/v3/api-docs",
                    "/api/docs/unknown",
                    "/api/v2/rooms",
                })
        void reaches_nothing_that_is_not_routed(String path) {
            var before = HERE.rooms.asked.size() + HERE.meetings.asked.size();
            var status = browser.get(path).statusCode();
            if (HERE.rooms.asked.size() + HERE.meetings.asked.size() > before) {
                // Only ever as one odd name below the path that is routed.
                assertThat(HERE.rooms.lastAsked().uri().getPath()).startsWith("/api/v1/rooms/");
                assertThat(HERE.rooms.lastAsked().uri().normalize().getRawPath())
                        .startsWith("/api/v1/rooms/");
            } else {
                assertThat(status).isIn(400, 404);
            }
        }

        @Test
        void is_told_before_a_slow_service_answers_in_their_language() {
            HERE.rooms.on(
                    "/api/v1/config",
                    exchange -> {
                        awaitQuietly(Duration.ofSeconds(6));
                        answering(200, "application/json", "{}").handle(exchange);
                    });
            var began = Instant.now();
            var french = browser.get("/api/v1/config");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(french.statusCode()).isEqualTo(503);
            assertThat(french.headers().firstValue("Retry-After")).contains("5");
            assertThat(problemOf(french))
                    .contains("urn:problem:unavailable", "Service momentanément indisponible");

            var english =
                    browser.send(
                            browser.request("/api/v1/config")
                                    .header("Accept-Language", "en-GB,fr;q=0.5")
                                    .GET());
            assertThat(problemOf(english)).contains("Service temporarily unavailable");
        }

        @Test
        void is_not_kept_by_a_service_that_falls_silent_in_the_middle_of_its_answer() {
            HERE.rooms.on(
                    "/api/v1/config",
                    exchange -> {
                        exchange.sendResponseHeaders(200, 100);
                        exchange.getResponseBody().write('{');
                        exchange.getResponseBody().flush();
                        awaitQuietly(Duration.ofSeconds(6));
                        exchange.close();
                    });
            var began = Instant.now();
            var answer = browser.get("/api/v1/config");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(problemOf(answer)).contains("Service momentanément indisponible");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void reads_though_the_service_closed_the_connection_in_that_moment() {
            var calls = new AtomicInteger();
            HERE.rooms.on(
                    "/api/v1/config",
                    exchange -> {
                        if (calls.incrementAndGet() == 1) {
                            exchange.close();
                        } else {
                            answering(200, "application/json", "{}").handle(exchange);
                        }
                    });
            assertThat(browser.get("/api/v1/config").statusCode()).isEqualTo(200);
            assertThat(calls).hasValue(2);
        }

        @Test
        void changes_nothing_twice_where_the_service_closed_the_connection() {
            var calls = new AtomicInteger();
            HERE.rooms.on(
                    "/api/v1/rooms",
                    exchange -> {
                        calls.incrementAndGet();
                        exchange.close();
                    });
            assertThat(browser.change("POST", "/api/v1/rooms", "{}").statusCode()).isEqualTo(503);
            assertThat(calls).hasValue(1);
        }

        @Test
        void S18_may_wait_for_a_target_that_is_tried() {
            HERE.streams.on(
                    "/api/v1/streams/target-checks",
                    exchange -> {
                        awaitQuietly(Duration.ofMillis(2300)); // others get two seconds here
                        answering(200, "application/json", "{\"reach\":\"UNREACHABLE\"}")
                                .handle(exchange);
                    });
            var answer = browser.change("POST", "/api/v1/streams/target-checks", "{}");
            assertThat(answer.body()).contains("UNREACHABLE");
        }

        private static void awaitQuietly(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class A_service_that_is_down {

        @Test
        void is_left_alone_for_a_moment_and_served_again_when_it_is_back() {
            var port = Surroundings.freePort();
            try (var gateway =
                    HERE.gatewayAt(
                            Surroundings.freePort(),
                            Map.of(
                                    "STREAMING_URL",
                                    "http://127.0.0.1:" + port,
                                    "PORTAL_URL",
                                    HERE.portal))) {
                var other =
                        new Browser(
                                "http://localhost:"
                                        + gateway.getEnvironment().getProperty("server.port"));
                other.setCookie(
                        "SESSION", String.valueOf(browser.signedIn("ada").cookie("SESSION")));
                for (var i = 0; i < 12; i++) {
                    assertThat(other.get("/api/v1/streams/capacity").statusCode()).isEqualTo(503);
                }
                try (var back = BackEnd.startAt(port)) {
                    assertThat(other.get("/api/v1/streams/capacity").statusCode()).isEqualTo(503);
                    assertThat(back.asked).isEmpty();
                    await().atMost(Duration.ofSeconds(5))
                            .until(() -> other.get("/api/v1/streams/capacity").statusCode() == 200);
                }
            }
        }
    }

    @Nested
    class Somebody_signed_out {

        @Test
        void is_told_to_sign_in_and_leaves_no_session_behind() {
            var before = sessions();
            var answer = browser.get("/api/v1/rooms");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(problemOf(answer)).contains("urn:problem:sign-in-needed");
            assertThat(browser.cookie("SESSION")).isNull();
            assertThat(sessions()).isEqualTo(before);
        }

        private static long sessions() {
            return HERE.database()
                    .sql("select count(*) from spring_session")
                    .query(Long.class)
                    .single();
        }

        @Test
        void is_led_to_the_rooms_page_when_the_form_to_join_comes_too_late() {
            browser.get("/");
            var join =
                    browser.submit(
                            "/api/v1/rooms/" + ROOM + "/join",
                            Map.of("_csrf", String.valueOf(browser.cookie("XSRF-TOKEN"))));
            assertThat(join.statusCode()).isEqualTo(303);
            assertThat(join.headers().firstValue("Location"))
                    .contains("/salles/" + ROOM + "/rejoindre");
        }

        @Test
        void is_led_to_the_links_page_when_the_form_to_join_by_it_comes_too_late() {
            browser.get("/");
            var join =
                    browser.submit(
                            "/api/v1/me/public-links/3q2-7wEjRb0/join",
                            Map.of("_csrf", String.valueOf(browser.cookie("XSRF-TOKEN"))));
            assertThat(join.statusCode()).isEqualTo(303);
            assertThat(join.headers().firstValue("Location")).contains("/p/3q2-7wEjRb0");
        }

        @Test
        void enters_with_a_pass_alone_and_the_meeting_services_headers_win() {
            HERE.meetings.on(
                    "/api/v1/entry",
                    exchange -> {
                        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
                        exchange.getResponseHeaders().set("Cache-Control", "no-store");
                        redirecting(302, "https://bbb.example.org/join?checksum=1")
                                .handle(exchange);
                    });
            var entered = browser.get("/api/v1/entry?pass=abc.def.ghi");
            assertThat(entered.statusCode()).isEqualTo(302);
            assertThat(entered.headers().firstValue("Location"))
                    .contains("https://bbb.example.org/join?checksum=1");
            assertThat(entered.headers().allValues("Referrer-Policy"))
                    .containsExactly("no-referrer");
            assertThat(entered.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(HERE.meetings.lastAsked().uri().getQuery()).isEqualTo("pass=abc.def.ghi");
        }

        @Test
        void may_be_a_meeting_server_whose_signed_words_arrive_byte_for_byte() {
            var words = "timestamp=12&event=%5b%7B%22a%22%3a+%20é%7D%5d&domain=bbb.example.org&x";
            var called =
                    browser.send(
                            browser.request("/api/v1/bbb/events?checksum=12")
                                    .header("Authorization", "Bearer of-the-meeting-server")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(words)));
            assertThat(called.statusCode()).isEqualTo(200);
            var heard = HERE.meetings.lastAsked();
            assertThat(heard.body()).isEqualTo(words);
            assertThat(heard.uri().getQuery()).isEqualTo("checksum=12");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer of-the-meeting-server");
        }
    }

    @Nested
    class A_page_for_what_went_wrong {

        @BeforeEach
        void signIn() {
            browser.signedIn("ada");
        }

        private HttpResponse<String> joinAnswered(int status, String language) {
            var path = "/api/v1/rooms/" + ROOM + "/join";
            HERE.rooms.on(
                    path,
                    exchange -> {
                        exchange.getResponseHeaders().set("Retry-After", "20");
                        answering(status, "application/problem+json", "{\"detail\":\"inside\"}")
                                .handle(exchange);
                    });
            return browser.send(
                    HttpRequest.newBuilder(URI.create(HERE.portal + path))
                            .header("Accept", "text/html,*/*;q=0.8")
                            .header("Accept-Language", language)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(
                                    BodyPublishers.ofString(
                                            "_csrf=" + browser.cookie("XSRF-TOKEN"))));
        }

        @ParameterizedTest
        @CsvSource({
            "403, Vous n’avez pas accès à cette salle, You have no access to this room",
            "404, Cette salle n’existe pas ou plus, 'This room does not exist, or no longer'",
            "410, Cette salle n’existe plus, This room is gone",
            "429, Réessayez dans 20 s., Try again in 20 s.",
            "500, Une erreur est survenue, Something went wrong",
            "503, Service momentanément indisponible, Service temporarily unavailable",
        })
        void is_shown_to_whoever_submits_a_form_in_both_languages_without_script(
                int status, String french, String english) {
            for (var language : List.of("fr", "en-GB,fr;q=0.5")) {
                var page = joinAnswered(status, language);
                var first = language.equals("fr") ? french : english;
                var second = language.equals("fr") ? english : french;
                assertThat(page.statusCode()).isEqualTo(status);
                assertThat(page.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/html");
                assertThat(page.body().replace('\u00a0', ' '))
                        .containsSubsequence(first, second)
                        .contains("<html lang=\"" + language.substring(0, 2) + "\">")
                        .containsPattern("<p class=\"code\">[0-9a-f]{8}</p>")
                        .doesNotContain("<script", "style=\"", "inside");
                assertThat(page.body().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(15 * 1024);
                assertThat(page.headers().firstValue("Retry-After").orElse("none"))
                        .isEqualTo(status == 429 || status == 503 ? "20" : "none");
                assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            }
        }

        @Test
        void leaves_a_program_what_the_service_wrote() {
            HERE.rooms.on(
                    "/api/v1/rooms/" + ROOM,
                    answering(404, "application/problem+json", "{\"detail\":\"inside\"}"));
            assertThat(browser.get("/api/v1/rooms/" + ROOM).body()).contains("inside");
        }

        @Test
        void holds_no_connection_of_what_it_replaced() {
            var before = HERE.rooms.connections.size();
            for (var i = 0; i < 50; i++) {
                assertThat(joinAnswered(404, "fr").statusCode()).isEqualTo(404);
            }
            assertThat(HERE.rooms.connections.size() - before).isLessThan(10);
        }
    }

    @Nested
    class A_guest {

        private static final String LINK = "/api/v1/guests/3q2-7wEjRb0";

        @Test
        void shuts_nobody_out_by_requests_that_cannot_be_passed_on() {
            for (var i = 0; i < 20; i++) {
                browser.send(browser.request(LINK).method("OPTIONS", BodyPublishers.ofString("?")));
            }
            assertThat(browser.get(LINK).statusCode()).isEqualTo(200);
        }

        @Test
        void comes_by_a_link_alone_and_is_nobody_else_by_it() {
            browser.signedIn("ada");
            var seen =
                    browser.send(
                            browser.request(LINK)
                                    .header("Authorization", "Bearer of-somebody")
                                    .GET());
            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(HERE.rooms.lastAsked().uri().getPath()).isEqualTo(LINK);
            assertThat(HERE.rooms.lastAsked().header("Cookie")).isNull();
            assertThat(HERE.rooms.lastAsked().header("Authorization")).isNull();
        }

        @Test
        void P21_comes_from_where_we_see_them_come_from_whatever_they_say() {
            browser.send(browser.request(LINK).header("Caller-Address", "203.0.113.9").GET());
            assertThat(HERE.rooms.lastAsked().header("Caller-Address"))
                    .isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        }

        @Test
        void leaves_no_session_behind() {
            assertThat(browser.get(LINK).statusCode()).isEqualTo(200);
            assertThat(browser.cookie("SESSION")).isNull();
        }

        @Test
        void joins_by_a_form_of_our_own_page() {
            var entry = HERE.portal + "/api/v1/entry?pass=abc.def.ghi";
            HERE.rooms.on(LINK + "/join", redirecting(303, entry));
            var joined = browser.send(join().header("Origin", HERE.portal));
            assertThat(joined.statusCode()).isEqualTo(303);
            assertThat(joined.headers().firstValue("Location")).contains(entry);
            assertThat(HERE.rooms.lastAsked().body()).isEqualTo("name=Zo%C3%A9&code=1234");
        }

        @ParameterizedTest
        @CsvSource({
            "Origin, https://evil.example",
            "Origin, null",
            "Sec-Fetch-Site, cross-site",
            "Sec-Fetch-Site, same-site",
        })
        void P9_joins_by_no_page_of_somebody_else(String header, String value) {
            var before = HERE.rooms.asked.size();
            assertThat(browser.send(join().header(header, value)).statusCode()).isEqualTo(403);
            assertThat(HERE.rooms.asked).hasSize(before);
        }

        private HttpRequest.Builder join() {
            return browser.request(LINK + "/join")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("name=Zo%C3%A9&code=1234"));
        }
    }

    @Nested
    class A_script {

        @Test
        void needs_its_token_and_nothing_else() {
            var token = HERE.signIn.accessTokenOf("bruno", HERE.issuer);
            var answer =
                    browser.send(
                            browser.request("/api/v1/rooms")
                                    .header("Authorization", "Bearer " + token)
                                    .POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(HERE.rooms.lastAsked().header("Authorization")).isEqualTo("Bearer " + token);
            assertThat(browser.cookie("SESSION")).isNull();
            assertThat(browser.cookie("XSRF-TOKEN")).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer wrong", "bearer ", "Bearer eyJhbGciOiJub25lIn0.e30."})
        void P16_is_refused_with_a_token_that_is_none(String authorization) {
            var answer =
                    browser.send(
                            browser.request("/api/v1/rooms")
                                    .header("Authorization", authorization)
                                    .GET());
            assertThat(answer.statusCode()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"over", "not yet", "another key", "signed with a word", "of nobody"})
        void P16_is_refused_with_a_token_that_is_broken(String how) throws JOSEException {
            var claims =
                    new JWTClaimsSet.Builder()
                            .issuer(HERE.issuer)
                            .subject("bruno")
                            .expirationTime(Date.from(Instant.now().plusSeconds(600)));
            var honest = HERE.signIn.accessTokenOf("bruno", HERE.issuer).split("\\.", -1);
            var token =
                    switch (how) {
                        case "over" ->
                                HERE.signIn.accessToken(
                                        "bruno", Instant.now().minusSeconds(700), 600);
                        case "not yet" ->
                                HERE.signIn.accessToken(
                                        "bruno", Instant.now().plusSeconds(300), 600);
                        case "another key" -> signedBySomebody(claims.build());
                        case "signed with a word" -> signedWithAWord(claims.build());
                        default -> honest[0] + ".e30." + honest[2];
                    };
            var answer =
                    browser.send(
                            browser.request("/api/v1/rooms")
                                    .header("Authorization", "Bearer " + token)
                                    .GET());
            assertThat(answer.statusCode()).as(how).isEqualTo(401);
        }

        private static String signedBySomebody(JWTClaimsSet claims) throws JOSEException {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            jwt.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
            return jwt.serialize();
        }

        private static String signedWithAWord(JWTClaimsSet claims) throws JOSEException {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner("a-word-that-is-long-enough-to-be-a-key"));
            return jwt.serialize();
        }

        @Test
        void P16_is_refused_with_a_token_of_somebody_elses() {
            var token = HERE.signIn.accessTokenOf("bruno", "https://other.example.org");
            var answer =
                    browser.send(
                            browser.request("/api/v1/rooms")
                                    .header("Authorization", "Bearer " + token)
                                    .GET());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }
}
