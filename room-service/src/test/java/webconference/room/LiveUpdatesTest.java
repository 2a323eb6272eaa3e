package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.ZOE;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.WholeService.Tokens;

/// Open screens, with a real HTTP client that reads the stream of events.
@WholeService
class LiveUpdatesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired @Lazy Api api;
    @Autowired Tokens tokens;
    @Autowired JsonMapper json;
    @Autowired MeterRegistry meters;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;

    private Tab tab(Someone someone) {
        return tab(someone, "", null, Duration.ofMinutes(5));
    }

    private Tab tab(
            Someone someone, String query, @Nullable String lastEventId, Duration tokenLife) {
        var request =
                HttpRequest.newBuilder(api.uri("/api/v1/events" + query))
                        .header("Authorization", "Bearer " + tokens.of(someone, tokenLife));
        return new Tab(
                lastEventId == null ? request : request.header("Last-Event-ID", lastEventId), json);
    }

    @Test
    void S13_S25_two_who_look_at_the_same_room_see_each_change() {
        var room = api.room(ADA, "Physique");
        share(room, "bruno");
        try (var adas = tab(ADA);
                var brunos = tab(BRUNO)) {
            api.put(BRUNO, "/api/v1/rooms/" + room + "/opening", null);
            for (var tab : List.of(adas, brunos)) {
                var event = tab.awaits("room", r -> isOf(room, r));
                assertThat(event.data().path("status").asString()).isEqualTo("OPENING");
            }
            assertThat(adas.of(room).getFirst().data().path("role").asString()).isEqualTo("OWNER");
            assertThat(brunos.of(room).getFirst().data().path("role").asString())
                    .isEqualTo("MODERATOR");
        }
    }

    @Test
    void S6_a_new_room_appears_on_the_other_screens_of_its_owner() {
        try (var tab = tab(ADA)) {
            var room = api.room(ADA, "New");
            tab.awaits("room", r -> isOf(room, r));
        }
    }

    @Test
    void S2_nobody_is_told_of_rooms_that_are_not_theirs() {
        try (var chloes = tab(CHLOE);
                var adas = tab(ADA)) {
            var room = api.room(ADA, "Secret");
            adas.awaits("room", r -> isOf(room, r));
            var own = api.room(CHLOE, "Own");
            chloes.awaits("room", r -> isOf(own, r));
            assertThat(chloes.of(room)).isEmpty();
        }
    }

    @Test
    void S50_a_right_removed_ends_the_news_and_takes_the_room_off_the_screen() {
        var room = api.room(ADA, "Physique");
        share(room, "bruno");
        try (var tab = tab(BRUNO)) {
            api.put(ADA, "/api/v1/rooms/" + room + "/shares", "{\"shares\":[]}");
            tab.awaits("gone", r -> isOf(room, r));
            api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
            var own = api.room(BRUNO, "Own");
            tab.awaits("room", r -> isOf(own, r));
            assertThat(tab.of(room)).hasSize(1);
        }
    }

    @Test
    void a_deleted_room_is_gone_from_the_screens() {
        var room = api.room(ADA, "Physique");
        try (var tab = tab(ADA)) {
            api.delete(ADA, "/api/v1/rooms/" + room);
            tab.awaits("gone", r -> isOf(room, r));
        }
    }

    @Test
    void S32_who_waits_at_the_door_is_told_when_it_opens() {
        var room = api.room(ADA, "Physique");
        try (var tab = tab(ZOE, "?door=" + room, null, Duration.ofMinutes(5))) {
            tab.awaits("door", d -> d.path("status").asString().equals("CLOSED"));
            api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
            var door = tab.awaits("door", d -> d.path("status").asString().equals("OPENING"));
            assertThat(door.data().path("role").asString()).isEqualTo("PARTICIPANT");
            assertThat(tab.events).noneMatch(e -> e.name().equals("room"));
            api.delete(ADA, "/api/v1/rooms/" + room);
            tab.awaits("gone", r -> isOf(room, r));
        }
    }

    @Test
    void the_door_of_a_room_that_does_not_exist_is_gone() {
        var room = UUID.randomUUID().toString();
        try (var tab = tab(ZOE, "?door=" + room, null, Duration.ofMinutes(5))) {
            tab.awaits("gone", r -> isOf(room, r));
        }
    }

    @Test
    void a_screen_that_comes_back_hears_what_it_missed() {
        var room = api.room(ADA, "Physique");
        String last;
        try (var tab = tab(ADA)) {
            last = tab.lastId;
        }
        api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
        try (var other = tab(ADA)) {
            await().atMost(SOON).until(() -> Long.parseLong(other.lastId) > Long.parseLong(last));
        }
        try (var tab = tab(ADA, "", last, Duration.ofMinutes(5))) {
            var missed = tab.awaits("room", r -> isOf(room, r));
            assertThat(missed.data().path("status").asString()).isEqualTo("OPENING");
            assertThat(tab.events).noneMatch(e -> e.name().equals("reset"));
        }
    }

    @Test
    void a_screen_that_comes_back_too_late_or_from_elsewhere_loads_everything_anew() {
        for (var unknown : List.of("1", "not-a-number", "999999999999999999")) {
            try (var tab = tab(ADA, "", unknown, Duration.ofMinutes(5))) {
                tab.awaits("reset", _ -> true);
            }
        }
    }

    @Test
    void D39_a_screen_starts_over_when_its_user_is_taken_out_of_a_group() {
        var id = "moved-" + UUID.randomUUID();
        var team = "team-" + id;
        var inside = new Someone(id, "Inès", "TEACHER", "0750001A", List.of(team), List.of());
        var outside = new Someone(id, "Inès", "TEACHER", "0750001A", List.of(), List.of());
        api.get(inside, "/api/v1/me");
        var room = api.room(ADA, "Of the team");
        api.put(
                ADA,
                "/api/v1/rooms/" + room + "/shares",
                "{\"shares\":[{\"kind\":\"GROUP\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]}"
                        .formatted(team));
        try (var tab = tab(inside)) {
            api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
            tab.awaits("room", r -> isOf(room, r));
            api.get(outside, "/api/v1/me"); // signs in anew, elsewhere
            tab.awaits("reset", _ -> true);
            await().atMost(SOON).until(() -> tab.ended);
            assertThat(api.get(outside, "/api/v1/rooms").json().path("rooms")).isEmpty();
        }
    }

    @Test
    void a_quiet_screen_gets_heartbeats_and_the_time_to_come_back() {
        try (var tab = tab(CHLOE)) {
            await().atMost(SOON).until(() -> tab.heartbeats.get() >= 2);
        }
    }

    @Test
    void ids_never_go_back() {
        try (var tab = tab(ADA)) {
            var rooms = List.of(api.room(ADA, "1"), api.room(ADA, "2"), api.room(ADA, "3"));
            rooms.forEach(room -> tab.awaits("room", r -> isOf(room, r)));
            assertThat(tab.events.stream().map(e -> Long.parseLong(e.id()))).isSorted();
        }
    }

    @Test
    void D30_what_becomes_of_an_invitation_is_told_to_those_who_may_invite() {
        var room = api.room(ADA, "Physique");
        share(room, "bruno");
        api.get(ZOE, "/api/v1/me");
        try (var adas = tab(ADA);
                var brunos = tab(BRUNO)) {
            var invitation =
                    api.post(
                                    ADA,
                                    "/api/v1/rooms/" + room + "/invitations",
                                    """
                                    {"people":["zoe"],"subject":"Cours",
                                     "body":"https://visio.example.org/salles/%s/rejoindre"}
                                    """
                                            .formatted(room))
                            .text("/id");
            adas.awaits("invitation", i -> isOf(invitation, i) && i.path("pending").asInt() == 1);
            others.tell(
                    "notifications.v1",
                    "InvitationDelivered",
                    Map.of(
                            "room",
                            room,
                            "invitation",
                            invitation,
                            "revision",
                            1,
                            "recipient",
                            "zoe"));
            var news =
                    adas.awaits(
                            "invitation",
                            i -> isOf(invitation, i) && i.path("delivered").asInt() == 1);
            assertThat(news.data().path("room").asString()).isEqualTo(room);
            assertThat(news.data().path("pending").asInt()).isZero();
            assertThat(news.data().path("failed").asInt()).isZero();
            assertThat(news.data().path("version").asInt()).isEqualTo(2);
            // Bruno hears of the room, and as a moderator of nothing else.
            api.put(ADA, "/api/v1/rooms/" + room + "/opening", null);
            brunos.awaits("room", r -> isOf(room, r));
            assertThat(brunos.events).noneMatch(e -> e.name().equals("invitation"));
        }
    }

    @Test
    void P10_a_screen_ends_with_its_token() {
        try (var tab = tab(ADA, "", null, Duration.ofSeconds(2))) {
            await().atMost(SOON).until(() -> tab.ended);
        }
    }

    @Test
    void a_tab_that_is_closed_leaves_nothing_behind() {
        await().atMost(SOON).until(() -> clients() == 0);
        var tabs = List.of(tab(ADA), tab(BRUNO), tab(ADA));
        assertThat(clients()).isEqualTo(3);
        tabs.forEach(Tab::close);
        await().atMost(SOON).until(() -> clients() == 0);
    }

    @Test
    void when_the_database_forgets_who_listens_every_screen_loads_everything_anew() {
        try (var tab = tab(ADA)) {
            jdbc.sql(
                            """
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where query = 'listen room_changed'
                            """)
                    .query(Boolean.class)
                    .list();
            await().atMost(SOON).until(() -> tab.ended);
            try (var back = tab(ADA, "", tab.lastId, Duration.ofMinutes(5))) {
                back.awaits("reset", _ -> true);
                var room = api.room(ADA, "After");
                back.awaits("room", r -> isOf(room, r));
            }
        }
    }

    private double clients() {
        return meters.get("sse.clients").gauge().value();
    }

    private void share(String room, String person) {
        api.get(BRUNO, "/api/v1/me");
        api.put(
                ADA,
                "/api/v1/rooms/" + room + "/shares",
                "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]}"
                        .formatted(person));
    }

    private static boolean isOf(String room, JsonNode data) {
        return data.path("id").asString("").equals(room);
    }
}
