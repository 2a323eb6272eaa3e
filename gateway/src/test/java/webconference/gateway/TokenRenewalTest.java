package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.gateway.Surroundings.HERE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

class TokenRenewalTest {

    private static final Duration ALMOST_OVER =
            SignInServer.ACCESS_TOKEN_LASTS.minus(Duration.ofSeconds(30));

    @AfterEach
    void now() {
        HERE.clock().reset();
    }

    @Test
    void calls_that_find_the_token_over_at_once_renew_it_once_and_all_succeed()
            throws InterruptedException, ExecutionException {
        try (var browser = HERE.browser().signedIn("ada")) {
            browser.get("/api/v1/me");
            for (var end = 0; end < 3; end++) {
                var before = HERE.signIn.refreshes().get();
                var old = HERE.rooms.lastAsked().header("Authorization");
                HERE.rooms.asked.clear();
                HERE.clock().reset();
                HERE.clock().forward(ALMOST_OVER);

                assertThat(atOnce(20, () -> browser.get("/api/v1/me").statusCode()))
                        .containsOnly(200);

                assertThat(HERE.signIn.refreshes().get()).isEqualTo(before + 1);
                var tokens = new HashSet<String>();
                HERE.rooms.asked.forEach(
                        a -> tokens.add(String.valueOf(a.header("Authorization"))));
                assertThat(tokens).hasSize(1).doesNotContain(String.valueOf(old));
            }
        }
    }

    @Test
    void two_gateways_renew_one_sessions_token_once() throws Exception {
        try (var gateway =
                        HERE.gatewayAt(Surroundings.freePort(), Map.of("PORTAL_URL", HERE.portal));
                var browser = HERE.browser().signedIn("ada");
                var other =
                        new Browser(
                                "http://localhost:"
                                        + gateway.getEnvironment().getProperty("server.port"))) {
            other.setCookie("SESSION", String.valueOf(browser.cookie("SESSION")));
            assertThat(other.get("/session").body()).contains("Ada Diallo");
            var before = HERE.signIn.refreshes().get();
            HERE.clock().forward(ALMOST_OVER);
            gateway.getBean(Surroundings.MovableClock.class).forward(ALMOST_OVER);

            List<Callable<Integer>> calls = new ArrayList<>();
            for (var i = 0; i < 10; i++) {
                calls.add(() -> browser.get("/api/v1/me").statusCode());
                calls.add(() -> other.get("/api/v1/me").statusCode());
            }
            assertThat(together(calls)).containsOnly(200);
            assertThat(HERE.signIn.refreshes().get()).isEqualTo(before + 1);
        }
    }

    @Test
    void I9_what_the_provider_takes_away_counts_after_a_minute_however_long_the_token_lasts() {
        try (var browser = HERE.browser().signedIn("ada")) {
            browser.get("/api/v1/me");
            var first = HERE.rooms.lastAsked().header("Authorization");
            HERE.clock().forward(Duration.ofSeconds(50));
            browser.get("/api/v1/me");
            assertThat(HERE.rooms.lastAsked().header("Authorization")).isEqualTo(first);
            HERE.clock().forward(Duration.ofSeconds(11));
            browser.get("/api/v1/me");
            assertThat(HERE.rooms.lastAsked().header("Authorization")).isNotEqualTo(first);

            HERE.signIn.forget(
                    Objects.requireNonNull(HERE.rooms.lastAsked().header("Authorization"))
                            .substring(7));
            HERE.clock().forward(Duration.ofSeconds(61));
            assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void
            F38_while_the_provider_is_away_a_token_counts_until_it_is_over_and_nobody_asks_all_the_time() {
        try (var browser = HERE.browser().signedIn("ada")) {
            browser.get("/api/v1/me");
            HERE.clock().forward(Duration.ofSeconds(61));
            var before = HERE.signIn.refreshes().get();
            HERE.signIn.isAway(true);
            for (var i = 0; i < 5; i++) {
                assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
            }
            assertThat(HERE.signIn.refreshes().get()).isEqualTo(before + 1);
            HERE.clock().forward(SignInServer.ACCESS_TOKEN_LASTS);
            assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(503);
            HERE.signIn.isAway(false);
            assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        } finally {
            HERE.signIn.isAway(false);
        }
    }

    @Test
    void a_person_whom_the_provider_no_longer_vouches_for_signs_in_again() {
        try (var browser = HERE.browser().signedIn("ada")) {
            browser.get("/api/v1/me");
            HERE.signIn.forget(
                    Objects.requireNonNull(HERE.rooms.lastAsked().header("Authorization"))
                            .substring(7));
            HERE.clock().forward(ALMOST_OVER);

            var refused = browser.get("/api/v1/me");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("urn:problem:sign-in-needed");
            assertThat(browser.get("/session").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void two_first_calls_of_a_session_may_write_the_same_thing() {
        var sessions = HERE.gateway.getBean(JdbcIndexedSessionRepository.class);
        writeTwice(sessions);
    }

    private static <S extends Session> void writeTwice(SessionRepository<S> sessions) {
        var made = sessions.createSession();
        sessions.save(made);
        var one = Objects.requireNonNull(sessions.findById(made.getId()));
        var two = Objects.requireNonNull(sessions.findById(made.getId()));
        one.setAttribute("page", "/salles");
        two.setAttribute("page", "/");
        sessions.save(one);
        sessions.save(two);
        assertThat(
                        Objects.requireNonNull(sessions.findById(made.getId()))
                                .<String>getAttribute("page"))
                .isEqualTo("/");
    }

    private static List<Integer> atOnce(int times, Callable<Integer> call)
            throws InterruptedException, ExecutionException {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (var i = 0; i < times; i++) {
            calls.add(call);
        }
        return together(calls);
    }

    private static List<Integer> together(List<Callable<Integer>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
