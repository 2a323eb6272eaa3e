package webconference.room;

import static java.util.stream.Collectors.counting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.ZOE;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    @Autowired Statements statements;
    @Autowired MovableClock clock;

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
                // What came before the tab may still be told to it.
                tab.awaits(
                        "room",
                        r -> isOf(room, r) && r.path("status").asString().equals("OPENING"));
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
    void S32_who_waits_and_who_owns_the_room_are_told_within_ten_seconds_how_many_wait() {
        var room = api.room(ADA, "Physique");
        var door = "?door=" + room;
        try (var adas = tab(ADA);
                var zoes = tab(ZOE, door, null, Duration.ofMinutes(5));
                var zoesOther = tab(ZOE, door, null, Duration.ofMinutes(5))) {
            try (var brunos = tab(BRUNO, door, null, Duration.ofMinutes(5))) {
                brunos.awaits("door", d -> d.path("waiting").asInt() == 2);
                adas.awaits("room", r -> isOf(room, r) && r.path("waiting").asInt() == 2);
            }
            zoes.awaits("door", d -> d.path("waiting").asInt() == 1);
            zoesOther.awaits("door", d -> d.path("waiting").asInt() == 1);
            var opening =
                    api.put(ADA, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
            others.tell(
                    "meetings.v1",
                    "MeetingStarted",
                    Map.of(
                            "room",
                            room,
                            "opening",
                            opening,
                            "revision",
                            1,
                            "at",
                            Instant.now().toString()));
            var open = zoes.awaits("door", d -> d.path("status").asString().equals("OPEN"));
            assertThat(open.data().path("waiting").asInt()).isZero();
        }
    }

    @Test
    void S32_who_asks_again_and_again_for_want_of_push_is_counted_for_half_a_minute() {
        var room = api.room(ADA, "Physique");
        api.get(ZOE, "/api/v1/rooms/" + room + "/door");
        api.get(BRUNO, "/api/v1/rooms/" + room + "/door?waiting=true");
        await().atMost(SOON).until(() -> waiting(room) == 1);
        clock.advance(Duration.ofSeconds(31));
        await().atMost(SOON).until(() -> waiting(room) == 0);
        clock.reset();
    }

    @Test
    void S32_who_may_not_enter_does_not_wait_and_is_not_told_how_many_do() {
        var room =
                api.post(
                                ADA,
                                "/api/v1/rooms",
                                "{\"name\":\"Conseil\",\"access\":{\"policy\":\"INVITED\"}}")
                        .text("/id");
        var door = "?door=" + room;
        try (var zoes = tab(ZOE, door, null, Duration.ofMinutes(5));
                var adas = tab(ADA, door, null, Duration.ofMinutes(5))) {
            adas.awaits("door", d -> d.path("waiting").asInt() == 1);
            var told = zoes.awaits("door", d -> d.path("version").asLong() > 1);
            assertThat(told.data().path("mayEnter").asBoolean()).isFalse();
            assertThat(told.data().path("waiting").asInt()).isZero();
        }
    }

    private int waiting(String room) {
        return api.seen(ADA, room).path("waiting").asInt();
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
    void F39_a_screen_that_comes_back_looks_at_its_own_rooms_only_however_many_changed() {
        var own = api.room(ADA, "Own");
        var lost = api.room(BRUNO, "Lost");
        shareOf(BRUNO, lost, "ada");
        String last;
        try (var tab = tab(ADA)) {
            last = tab.lastId;
        }
        await().atMost(SOON).until(() -> clients() == 0);
        var others = copies(api.room(CHLOE, "Other"), 200);
        shareOf(BRUNO, lost, null);
        try (var chloes = tab(CHLOE)) {
            say(others);
            chloes.awaits("room", r -> isOf(others.getLast(), r));
            api.put(ADA, "/api/v1/rooms/" + own + "/opening", null);
            await().atMost(SOON).until(() -> Long.parseLong(chloes.lastId) > Long.parseLong(last));
        }
        var sent =
                statements.during(
                        () -> {
                            try (var tab = tab(ADA, "", last, Duration.ofMinutes(5))) {
                                tab.awaits("room", r -> isOf(own, r));
                                tab.awaits("gone", r -> isOf(lost, r));
                                assertThat(tab.events).hasSizeLessThan(20);
                            }
                        },
                        "outbox");
        assertThat(sent).hasSizeLessThan(20);
        removeCopies();
    }

    @Test
    void F39_screens_come_back_spread_over_a_time_that_grows_with_their_number() {
        var few = retries(20);
        assertThat(few).allMatch(ms -> ms >= 1_000 && ms < 3_000);
        assertThat(few.stream().distinct().count()).isGreaterThan(5);
    }

    /// A browser's tab that comes back by itself when and as it was told, from where it was.
    private final class Returning implements Runnable {

        private final Someone who;
        private final Semaphore beginning;
        private final Map<String, Long> versions = new ConcurrentHashMap<>();
        private volatile String lastId = "";
        private volatile int retry;
        private final AtomicInteger connections = new AtomicInteger();
        private volatile InputStream body = InputStream.nullInputStream();
        private volatile boolean enough;

        Returning(Someone who, Semaphore beginning) {
            this.who = who;
            this.beginning = beginning;
        }

        @Override
        public void run() {
            try {
                while (!enough) {
                    listen();
                    Thread.sleep(retry);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void listen() throws InterruptedException {
            var request =
                    HttpRequest.newBuilder(api.uri("/api/v1/events"))
                            .header("Accept", "text/event-stream")
                            .header("Authorization", "Bearer " + tokens.of(who));
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            try {
                read(answer(request.build()));
            } catch (IOException e) {
                // comes again as it was told
            }
        }

        /// They did not all begin in one moment.
        private InputStream answer(HttpRequest request) throws IOException, InterruptedException {
            if (connections.get() == 0) {
                beginning.acquire();
            }
            try {
                var answer = MANY.send(request, BodyHandlers.ofInputStream());
                if (answer.statusCode() != 200) {
                    throw new IOException("refused");
                }
                return answer.body();
            } finally {
                if (connections.get() == 0) {
                    beginning.release();
                }
            }
        }

        private void read(InputStream stream) {
            body = stream;
            connections.incrementAndGet();
            var event = "";
            var lines = new Scanner(stream, StandardCharsets.UTF_8);
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("retry: ")) {
                    retry = Integer.parseInt(line.substring(7));
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("room")) {
                    var room = json.readTree(line.substring(6));
                    versions.put(room.path("id").asString(), room.path("version").asLong());
                }
            }
        }

        void cut() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // As many come in a second as of a thousand (-Df39.screens=1000), for a shorter time: so many
    // in one program with the service, and with the heartbeats of tests, are too much for it.
    private static final int SCREENS = Integer.getInteger("f39.screens", 200);
    private static final HttpClient MANY = HttpClient.newHttpClient();

    @Test
    void F39_screens_that_are_cut_off_are_back_in_time_a_hundred_a_second_and_miss_nothing() {
        await().atMost(SOON).until(() -> clients() == 0);
        var rooms = Stream.generate(() -> api.room(ADA, "Physique")).limit(2).toList();
        rooms.forEach(room -> share(room, "bruno"));
        var beginning = new Semaphore(8);
        var screens =
                IntStream.range(0, SCREENS)
                        .mapToObj(i -> new Returning(i % 2 == 0 ? ADA : BRUNO, beginning))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            screens.forEach(threads::execute);
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> clients() == SCREENS);
                screens.forEach(s -> s.retry = 0);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> screens.stream().allMatch(s -> s.retry > 0));
                var perSecond =
                        screens.stream()
                                .collect(Collectors.groupingBy(s -> s.retry / 1_000, counting()));
                screens.forEach(Returning::cut);
                assertThat(perSecond.values()).allMatch(n -> n <= 100);
                rooms.forEach(this::rename); // and nothing after they came back
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> screens.stream().allMatch(s -> s.connections.get() > 1));
                for (var room : rooms) {
                    var now = api.seen(ADA, room).path("version").asLong();
                    await().atMost(SOON)
                            .until(() ->
                                    screens.stream()
                                            .allMatch(s ->
                                                    Long.valueOf(now)
                                                            .equals(s.versions.get(room))));
                }
            } finally {
                screens.forEach(s -> s.enough = true);
                screens.forEach(Returning::cut);
                threads.shutdownNow();
            }
        }
    }

    /// Many come back at the same time: whoever is told to come again does.
    private void rename(String room) {
        var version = api.seen(ADA, room).path("settingsVersion").asLong();
        var change = "{\"name\":\"Chimie\",\"settingsVersion\":%d}".formatted(version);
        var answer =
                await().atMost(SOON)
                        .until(
                                () -> api.put(ADA, "/api/v1/rooms/" + room, change).status(),
                                status -> status != 503);
        assertThat(answer).isEqualTo(200);
    }

    private List<Integer> retries(int tabs) {
        List<Integer> retries = new ArrayList<>();
        for (var i = 0; i < tabs; i++) {
            try (var tab = tab(ADA)) {
                await().atMost(SOON).until(() -> tab.retry.get() > 0);
                retries.add(tab.retry.get());
            }
        }
        return retries;
    }

    @Test
    void F34_a_screen_that_does_not_read_is_dropped_at_64_KB_and_holds_nobody_up()
            throws IOException {
        var dropped = meters.get("sse.dropped").counter();
        var before = dropped.count();
        var rooms = copies(api.room(CHLOE, "Many"), 1_000);
        try (var deaf = new Socket();
                var reads = tab(CHLOE)) {
            deaf.setReceiveBufferSize(4 * 1024);
            deaf.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), api.uri("/").getPort()));
            deaf.getOutputStream()
                    .write(
                            ("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                            + tokens.of(CHLOE)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> clients() == 2);

            say(rooms);

            await().atMost(SOON).until(() -> dropped.count() > before);
            reads.awaits("room", r -> isOf(rooms.getLast(), r));
            assertThat(clients()).isEqualTo(1);
        } finally {
            removeCopies();
        }
    }

    /// More rooms like this one, whatever columns rooms have.
    private List<String> copies(String room, int times) {
        return jdbc.sql(
                        """
                        insert into rooms
                        select (jsonb_populate_record(r, jsonb_build_object(
                            'id', gen_random_uuid(), 'name', 'copy'))).*
                        from rooms r, generate_series(1, :times) where r.id = cast(:room as uuid)
                        returning cast(id as text) as id
                        """)
                .param("times", times)
                .param("room", room)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    private void removeCopies() {
        jdbc.sql("delete from rooms where name = 'copy'").update();
    }

    /// As if each of them had changed.
    private void say(List<String> rooms) {
        jdbc.sql("select count(pg_notify('room_changed', id)) from unnest(:rooms) id")
                .param("rooms", rooms.toArray(String[]::new))
                .query(Long.class)
                .single();
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
        // Whose messages of the hour are not counted by other tests.
        var dora = new Someone("dora", "Dora Blanc", "TEACHER", "0750001A", List.of(), List.of());
        var room = api.room(dora, "Physique");
        api.get(BRUNO, "/api/v1/me");
        shareOf(dora, room, "bruno");
        api.get(ZOE, "/api/v1/me");
        try (var doras = tab(dora);
                var brunos = tab(BRUNO)) {
            var invitation =
                    api.post(
                                    dora,
                                    "/api/v1/rooms/" + room + "/invitations",
                                    """
                                    {"people":["zoe"],"subject":"Cours",
                                     "body":"https://visio.example.org/salles/%s/rejoindre"}
                                    """
                                            .formatted(room))
                            .text("/id");
            doras.awaits("invitation", i -> isOf(invitation, i) && i.path("pending").asInt() == 1);
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
                    doras.awaits(
                            "invitation",
                            i -> isOf(invitation, i) && i.path("delivered").asInt() == 1);
            assertThat(news.data().path("room").asString()).isEqualTo(room);
            assertThat(news.data().path("pending").asInt()).isZero();
            assertThat(news.data().path("failed").asInt()).isZero();
            assertThat(news.data().path("version").asInt()).isEqualTo(2);
            // Bruno hears of the room, and as a moderator of nothing else.
            api.put(dora, "/api/v1/rooms/" + room + "/opening", null);
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
        shareOf(ADA, room, person);
    }

    private void shareOf(Someone owner, String room, @Nullable String person) {
        var shares =
                person == null
                        ? ""
                        : "{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"MODERATOR\"}"
                                .formatted(person);
        api.put(owner, "/api/v1/rooms/" + room + "/shares", "{\"shares\":[" + shares + "]}");
    }

    private static boolean isOf(String room, JsonNode data) {
        return data.path("id").asString("").equals(room);
    }
}
