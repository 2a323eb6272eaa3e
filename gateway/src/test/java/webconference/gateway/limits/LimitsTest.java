package webconference.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LimitsTest {

    private static final Rate SOME = Rate.of("100/1m");
    private static final Rate MANY = Rate.of("500/1m");
    private static final Limits LIMITS =
            new Limits(SOME, SOME, SOME, SOME, SOME, MANY, MANY, SOME, SOME, SOME, MANY);

    private final Counting counting = new Counting(LIMITS);

    private static MockHttpServletRequest asked(String method, String path) {
        return new MockHttpServletRequest(method, path);
    }

    private static List<String> kinds(List<Count> counts) {
        return counts.stream().map(Count::kind).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /oauth2/authorization/portal, sign-ins",
        "GET, /login/oauth2/code/portal, sign-ins",
        "POST, /logout/connect/back-channel/portal, sign-ins",
        "GET, /session, visitors",
        "GET, /api/v1/entry, visitors",
        "POST, /api/v1/bbb/events, visitors",
        "GET, /api/v1/rooms, visitors",
        "GET, /api/v1/guests/3q2-7w, guests",
        "GET, /api/v1/guests/3q2-7w/events, guests",
        "POST, /api/v1/guests/3q2-7w/check, guests link-joins",
        "POST, /api/v1/guests/3q2-7w/join, guests link-joins",
        "POST, /api/v1/gu%65sts/3q2-7w/join, guests link-joins",
        "GET, /, ''",
        "GET, /salles/1, ''",
        "GET, /assets/index-4f2a9c1b.js, ''",
        "GET, /actuator/health, ''",
    })
    void P21_a_visitor_counts_for_their_address_by_what_they_want(
            String method, String path, String kinds) {
        assertThat(String.join(" ", kinds(counting.ofVisitor(asked(method, path), "203.0.113.7"))))
                .isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/rooms, person",
        "POST, /api/v1/rooms, person",
        "GET, /api/v1/rooms/7f1d, person",
        "PUT, /api/v1/rooms/7f1d, person changes room-changes",
        "PUT, /api/v1/rooms/7f1d/opening, person changes room-changes",
        "PUT, /api/v1/ro%6fms/7f1d/opening, person changes room-changes",
        "POST, /api/v1/rooms/7f1d/join, person room-joins",
        "GET, /api/v1/directory, person searches",
        "GET, /api/v1/me/export, person exports",
        "GET, /api/v1/streams/capacity, person",
        "POST, /api/v1/streams/target-checks, person target-checks",
        "POST, /api/v1/streams/target%2dchecks, person target-checks",
        "POST, /api/v1/me/public-links/3q2-7w/join, person link-joins",
        "GET, /salles/7f1d, ''",
    })
    void P21_a_person_counts_for_themselves_and_for_the_room_they_touch(
            String method, String path, String kinds) {
        assertThat(String.join(" ", kinds(counting.ofPerson(asked(method, path), "ada"))))
                .isEqualTo(kinds);
    }

    @Test
    void P26_nobody_can_be_read_in_what_is_counted() {
        assertThat(counting.ofVisitor(asked("POST", "/api/v1/guests/3q2-7w/join"), "203.0.113.7"))
                .allSatisfy(c -> assertThat(c.key()).doesNotContain("203.0.113.7", "3q2-7w"));
        assertThat(counting.ofPerson(asked("GET", "/api/v1/rooms"), "ada.diallo").getFirst().key())
                .startsWith("person 100/PT1M ")
                .doesNotContain("ada");
    }

    @Test
    void P24_a_limit_that_all_share_is_not_within_reach_of_one() {
        assertThatThrownBy(() ->
                        new Limits(
                                SOME, SOME, SOME, SOME, SOME, SOME, MANY, SOME, SOME, SOME, MANY))
                .hasMessageContaining("limits.room-changes");
        assertThatThrownBy(() ->
                        new Limits(
                                SOME, SOME, SOME, SOME, SOME, MANY, SOME, SOME, SOME, SOME, MANY))
                .hasMessageContaining("limits.room-joins");
        assertThatThrownBy(() ->
                        new Limits(
                                SOME, SOME, SOME, SOME, SOME, MANY, MANY, SOME, SOME, SOME, SOME))
                .hasMessageContaining("limits.link-joins");
    }

    @Test
    void a_limit_is_written_as_so_many_in_such_a_time() {
        assertThat(Rate.of("600/1m")).isEqualTo(new Rate(600, Duration.ofMinutes(1)));
        assertThat(Rate.of("5/10s")).isEqualTo(new Rate(5, Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "600", "600/", "/1m", "0/1m", "600/0s", "-1/1m", "many/1m"})
    void what_is_no_limit_stops_the_start(String written) {
        assertThatThrownBy(() -> Rate.of(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
