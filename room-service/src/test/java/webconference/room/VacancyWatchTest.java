package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.SAM;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.WholeService.Tokens;
import webconference.room.operations.VacancyWatches;
import webconference.room.privacy.Retention;

/// « Prévenez-moi quand une place se libère », from the refusal to the news of a place.
@WholeService
class VacancyWatchTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @Autowired @Lazy Api api;
    @Autowired Tokens tokens;
    @Autowired JsonMapper json;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;
    @Autowired MovableClock clock;
    @Autowired VacancyWatches watches;
    @Autowired Retention retention;

    private final String school = "school-" + UUID.randomUUID();
    private final Someone holder = teacher("holder");
    private final Someone waiter = teacher("waiter");
    private int revision;

    @AfterEach
    void nobody_waits_any_more() {
        clock.reset();
        jdbc.sql("delete from vacancy_watches").update();
    }

    @Test
    void O8_who_waits_is_told_on_all_their_screens_within_two_seconds_of_a_closing() {
        var open = aFullSchool();
        var wanted = room(waiter);
        assertThat(open(waiter, wanted).text("/type")).isEqualTo("urn:problem:establishment-full");
        var watch = watch(waiter, wanted);
        assertThat(watch.status()).isEqualTo(200);
        assertThat(Instant.parse(watch.text("/until")))
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(479)),
                        clock.instant().plus(Duration.ofHours(8)));
        try (var one = tab(waiter);
                var other = tab(waiter);
                var elsewhere = tab(holder)) {
            close(open);
            for (var tab : List.of(one, other)) {
                var told = tab.awaits("vacancy", _ -> true, AT_ONCE).data();
                assertThat(told.path("room").asString()).isEqualTo(wanted);
                assertThat(told.path("establishment").asString()).isEqualTo(school);
                assertThat(told.has("at")).isTrue();
            }
            assertThat(elsewhere.events).noneMatch(e -> e.name().equals("vacancy"));
        }
        assertThat(open(waiter, wanted).status()).isEqualTo(200);
    }

    @Test
    void O8_a_wish_is_told_once_and_spent() {
        var open = aFullSchool();
        var wanted = room(waiter);
        watch(waiter, wanted);
        try (var tab = tab(waiter)) {
            close(open);
            tab.awaits("vacancy", _ -> true, AT_ONCE);
            assertThat(open(holder, open).status()).isEqualTo(200);
            close(open);
            var own = room(waiter); // heard after whatever the closing led to
            tab.awaits("room", r -> r.path("id").asString().equals(own));
            assertThat(tab.events).filteredOn(e -> e.name().equals("vacancy")).hasSize(1);
        }
    }

    @Test
    void O8_a_quota_that_is_raised_frees_places_too() {
        aFullSchool();
        watch(waiter, room(waiter));
        try (var tab = tab(waiter)) {
            rules("2", 1);
            tab.awaits("vacancy", _ -> true, AT_ONCE);
        }
    }

    @Test
    void O8_a_closing_that_leaves_the_school_full_is_no_news() {
        var open = aFullSchool();
        rules("2", 1);
        var second = room(holder);
        assertThat(open(holder, second).status()).isEqualTo(200);
        rules("1", 2);
        watch(waiter, room(waiter));
        try (var tab = tab(waiter)) {
            close(second);
            var own = room(waiter);
            tab.awaits("room", r -> r.path("id").asString().equals(own));
            assertThat(tab.events).noneMatch(e -> e.name().equals("vacancy"));
            close(open);
            tab.awaits("vacancy", _ -> true, AT_ONCE);
        }
    }

    @Test
    void O8_a_room_that_is_deleted_gives_its_place_back() {
        var open = aFullSchool();
        watch(waiter, room(waiter));
        try (var tab = tab(waiter)) {
            assertThat(api.delete(holder, "/api/v1/rooms/" + open).status()).isEqualTo(204);
            tab.awaits("vacancy", _ -> true, AT_ONCE);
        }
    }

    @Test
    void O8_a_place_that_came_free_between_refusal_and_click_is_told_at_once() {
        var open = aFullSchool();
        var wanted = room(waiter);
        open(waiter, wanted);
        close(open);
        try (var tab = tab(waiter)) {
            watch(waiter, wanted);
            tab.awaits("vacancy", _ -> true, AT_ONCE);
        }
    }

    @Test
    void O8_a_screen_that_was_away_when_it_was_told_hears_it_when_it_comes_back() {
        var open = aFullSchool();
        watch(waiter, room(waiter));
        close(open);
        await().until(() -> told() == 1);
        try (var tab = tab(waiter)) {
            tab.awaits("vacancy", _ -> true, AT_ONCE);
        }
        clock.advance(Duration.ofMinutes(3));
        try (var late = tab(waiter)) {
            var own = room(waiter);
            late.awaits("room", r -> r.path("id").asString().equals(own));
            assertThat(late.events).noneMatch(e -> e.name().equals("vacancy"));
        }
    }

    @Test
    void O8_a_wish_ends_after_eight_hours_and_is_forgotten() {
        var open = aFullSchool();
        watch(waiter, room(waiter));
        clock.advance(Duration.ofHours(8).plusMinutes(1));
        close(open);
        watches.tell(school);
        assertThat(told()).isZero();
        retention.forget();
        assertThat(wishes(waiter)).isZero();
    }

    @Test
    void O8_who_opens_a_room_of_the_school_waits_no_more() {
        var open = aFullSchool();
        var wanted = room(waiter);
        watch(waiter, wanted);
        watch(waiter, room(waiter));
        assertThat(wishes(waiter)).isEqualTo(1);
        close(open);
        assertThat(open(waiter, wanted).status()).isEqualTo(200);
        assertThat(wishes(waiter)).isZero();
    }

    @Test
    void P30_a_wish_is_erased_with_whose_it_is() {
        aFullSchool();
        var shared = room(holder);
        share(shared, waiter);
        watch(waiter, shared);
        var erased = api.post(SAM, "/api/v1/ops/people/" + waiter.id() + "/erasure", null);
        assertThat(erased.status()).isEqualTo(202);
        assertThat(wishes(waiter)).isZero();
    }

    @Test
    void S50_who_may_not_open_the_room_any_more_is_told_nothing() {
        var open = aFullSchool();
        var shared = room(holder);
        share(shared, waiter);
        assertThat(watch(waiter, shared).status()).isEqualTo(200);
        share(shared, null);
        try (var tab = tab(waiter)) {
            close(open);
            await().until(() -> told() == 1);
            var own = room(waiter);
            tab.awaits("room", r -> r.path("id").asString().equals(own));
            assertThat(tab.events).noneMatch(e -> e.name().equals("vacancy"));
        }
    }

    @Test
    void a_room_that_no_school_limits_has_nothing_to_wait_for() {
        var room = api.room(ADA, "Physique");
        jdbc.sql("update rooms set establishment = null where id = ?")
                .param(UUID.fromString(room))
                .update();
        assertThat(watch(ADA, room).text("/type")).isEqualTo("urn:problem:no-limit");
    }

    @Test
    void of_several_instances_that_hear_of_a_place_one_tells() {
        var open = aFullSchool();
        watch(waiter, room(waiter));
        try (var tab = tab(waiter)) {
            close(open);
            tab.awaits("vacancy", _ -> true, AT_ONCE);
            watches.tell(school); // as another instance does
            assertThat(watches.awaited()).doesNotContain(school);
            var own = room(waiter);
            tab.awaits("room", r -> r.path("id").asString().equals(own));
            assertThat(tab.events).filteredOn(e -> e.name().equals("vacancy")).hasSize(1);
        }
    }

    /// One room may be open there, and is.
    private String aFullSchool() {
        jdbc.sql("insert into establishments (code, name) values (?, ?)")
                .params(school, "School " + school)
                .update();
        rules("1", 0);
        var room = room(holder);
        assertThat(open(holder, room).status()).isEqualTo(200);
        return room;
    }

    private void rules(String openRooms, int version) {
        var set =
                api.put(
                        SAM,
                        "/api/v1/ops/establishments/" + school + "/rules",
                        """
                        {"publicLinks":true,"externalInvitations":false,"openRooms":%s,"version":%d}
                        """
                                .formatted(openRooms, version));
        assertThat(set.status()).isEqualTo(200);
    }

    private String room(Someone owner) {
        return api.post(
                        owner,
                        "/api/v1/rooms",
                        "{\"name\":\"Physique\",\"establishment\":\"%s\"}".formatted(school))
                .text("/id");
    }

    private void share(String room, @Nullable Someone with) {
        if (with != null) {
            api.get(with, "/api/v1/me");
        }
        var shares =
                with == null
                        ? ""
                        : "{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"MODERATOR\"}"
                                .formatted(with.id());
        var shared =
                api.put(
                        holder,
                        "/api/v1/rooms/" + room + "/shares",
                        "{\"shares\":[" + shares + "]}");
        assertThat(shared.status()).isEqualTo(200);
    }

    private Answer open(Someone by, String room) {
        return api.put(by, "/api/v1/rooms/" + room + "/opening", null);
    }

    private Answer watch(Someone by, String room) {
        return api.put(by, "/api/v1/rooms/" + room + "/vacancy-watch", null);
    }

    /// As meeting-service says that it is over.
    private void close(String room) {
        var opening = api.seen(holder, room).at("/opening/id").asString();
        var data =
                new HashMap<String, Object>(
                        Map.of("room", room, "opening", opening, "revision", ++revision));
        data.put("at", Instant.now().toString());
        data.put("reason", "EXPIRED");
        others.tell("meetings.v1", "MeetingEnded", data);
        await().until(() -> api.seen(holder, room).path("status").asString().equals("CLOSED"));
    }

    private long told() {
        return jdbc.sql("select count(*) from vacancy_watches where told_at is not null")
                .query(Long.class)
                .single();
    }

    private long wishes(Someone of) {
        return jdbc.sql("select count(*) from vacancy_watches where person = ?")
                .param(of.id())
                .query(Long.class)
                .single();
    }

    private Tab tab(Someone someone) {
        return new Tab(
                HttpRequest.newBuilder(api.uri("/api/v1/events"))
                        .header("Authorization", "Bearer " + tokens.of(someone)),
                json);
    }

    private Someone teacher(String name) {
        return new Someone(
                name + "-" + UUID.randomUUID(), name, "TEACHER", school, List.of(), List.of());
    }
}
