package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.streaming.StreamLifeTest.soon;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.streaming.HandMadeCapture.Door;

/// Instances that come and go on one database. There is no Kafka: what happened stays in the
/// outbox, where it is read.
class RestartTest {

    private static EmbeddedPostgres postgres;

    private final List<Instance> instances = new ArrayList<>();
    private final JsonMapper json = JsonMapper.builder().build();
    private JdbcClient jdbc;

    @BeforeAll
    static void start_postgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop_postgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void an_empty_database() {
        var owner = JdbcClient.create(postgres.getPostgresDatabase());
        owner.sql("drop database if exists streams with (force)").update();
        owner.sql("create database streams").update();
        jdbc =
                JdbcClient.create(
                        new SimpleDriverDataSource(
                                new Driver(), url("test"), "postgres", "postgres"));
    }

    @AfterEach
    void stop_instances() {
        instances.forEach(Instance::stop);
    }

    private static String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/streams?ApplicationName=%s"
                .formatted(postgres.getPort(), name);
    }

    /// One instance of the service.
    private final class Instance {
        final ConfigurableApplicationContext context;
        final StreamControl control;
        final HandMadeCapture captures;
        final HandMadePublisher targets;
        final MovableClock clock;

        Instance(String name, String user, Duration ahead) throws IOException {
            var settings =
                    PropertiesLoaderUtils.loadAllProperties("test-settings.properties").entrySet();
            var arguments = new ArrayList<String>();
            settings.forEach(
                    setting -> arguments.add("--" + setting.getKey() + "=" + setting.getValue()));
            arguments.addAll(
                    List.of(
                            "--STREAM_KEY_PRIVATE=" + SealedKeys.OURS.privateKeys(),
                            "--spring.datasource.url=" + url(name),
                            "--spring.datasource.username=" + user,
                            "--spring.datasource.password=" + user,
                            "--spring.datasource.hikari.connection-timeout=1000",
                            "--spring.kafka.listener.auto-startup=false",
                            "--spring.kafka.admin.auto-create=false",
                            "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                            "--logging.level.webconference.eventing=error",
                            "--logging.level.org.apache.kafka=error",
                            "--server.port=0",
                            "--clock.ahead=" + ahead,
                            "--door.moderators=" + (ahead.isZero() ? 1 : 0)));
            context =
                    new SpringApplicationBuilder(
                                    StreamingServiceApplication.class, HandMadeParts.class)
                            .run(arguments.toArray(String[]::new));
            control = context.getBean(StreamControl.class);
            captures = context.getBean(HandMadeCapture.class);
            targets = context.getBean(HandMadePublisher.class);
            clock = context.getBean(MovableClock.class);
            instances.add(this);
        }

        void stop() {
            context.close();
        }

        UUID[] stream(String host) {
            var room = UUID.randomUUID();
            var opening = UUID.randomUUID();
            control.moderatorsChanged(room, opening, 1, 1, clock.instant());
            control.meetingStarted(room, opening);
            control.roomOpened(
                    room,
                    opening,
                    new StreamTarget(
                            "rtmp://" + host + "/live",
                            SealedKeys.OURS.seal("the-stream-key", room),
                            OnStop.PAUSE),
                    clock.instant());
            return new UUID[] {room, opening};
        }
    }

    private Instance start(String name, Duration ahead) throws IOException {
        return new Instance(name, "postgres", ahead);
    }

    private List<JsonNode> told(UUID opening) {
        return jdbc
                .sql("select type, payload from outbox order by seq")
                .query((row, _) -> {
                    var data = json.readTree(row.getBytes("payload"));
                    ((tools.jackson.databind.node.ObjectNode) data)
                            .put("type", row.getString("type"));
                    return data;
                })
                .list()
                .stream()
                .filter(event -> event.path("opening").asString().equals(opening.toString()))
                .toList();
    }

    private List<String> types(UUID opening) {
        return told(opening).stream().map(event -> event.path("type").asString()).toList();
    }

    private void last(UUID opening, String type) {
        soon().untilAsserted(() -> assertThat(types(opening)).endsWith(type));
    }

    private void ended(UUID opening, String reason) {
        last(opening, "StreamEnded");
        assertThat(told(opening).getLast().path("reason").asString()).isEqualTo(reason);
    }

    @Test
    void S59_S65_S67_S70_S78_every_stop_rule_holds_across_restarts() throws IOException {
        var first = start("first", Duration.ZERO);
        var live = first.stream("live")[1];
        var paused = first.stream("paused");
        var left = first.stream("left");
        List.of(live, paused[1], left[1]).forEach(opening -> last(opening, "StreamLive"));
        first.captures.door = Door.WAITING_ROOM;
        var waiting = first.stream("waiting")[1];
        last(waiting, "StreamAwaitingAdmission");
        first.control.pauseRequested(paused[0], paused[1], "ada");
        last(paused[1], "StreamPaused");
        first.control.moderatorsChanged(left[0], left[1], 0, 2, first.clock.instant());
        last(left[1], "StreamStopScheduled");

        first.stop();
        assertThat(first.captures.running()).isZero();
        assertThat(first.targets.openTo("live")).isZero();
        assertThat(told(live).getLast().path("reason").asString()).isEqualTo("WORKER_LOST");

        var second = start("second", Duration.ofSeconds(125));
        try {
            ended(left[1], "NO_MODERATOR");
        } catch (Throwable e) {
            System.err.println(
                    "DBG "
                            + told(left[1])
                            + jdbc.sql(
                                            "select convert_from(task_data,'UTF8') d, * from scheduled_tasks")
                                    .query()
                                    .listOfRows()
                            + jdbc.sql("select * from stream_run").query().listOfRows());
            throw e;
        }
        last(live, "StreamLive");
        last(paused[1], "StreamPaused");
        assertThat(second.targets.lastTo("paused").shows()).isNotEqualTo(HandMadeCapture.MEETING);
        second.clock.advance(Duration.ofHours(2));
        ended(paused[1], "PAUSED_TOO_LONG");
        second.stop();

        var night = start("third", Duration.ofDays(1).plusHours(3));
        ended(live, "NIGHTLY");
        assertThat(types(live).stream().filter("StreamEnded"::equals)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from meeting where over").query(Long.class).single())
                .isZero();
        assertThat(night.targets.openTo("live")).isZero();
    }

    @Test
    void S70_two_instances_order_each_stream_to_stop_once() throws IOException {
        var first = start("first", Duration.ZERO);
        var second = start("second", Duration.ZERO);
        var openings = new ArrayList<UUID>();
        for (var number = 0; number < 6; number++) {
            openings.add(first.stream("tube-" + number)[1]);
        }
        openings.forEach(opening -> last(opening, "StreamLive"));
        first.clock.advance(Duration.ofDays(1));
        second.clock.advance(Duration.ofDays(1));
        openings.forEach(opening -> ended(opening, "NIGHTLY"));
        openings.forEach(opening ->
                assertThat(types(opening)).containsOnlyOnce("StreamStopping", "StreamEnded"));
    }

    @Test
    void S73_an_instance_cut_off_from_the_database_stops_before_another_takes_its_streams()
            throws IOException {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("create role cutoff login superuser password 'cutoff'")
                .update();
        var first = new Instance("first", "cutoff", Duration.ZERO);
        var opening = first.stream("tube");
        last(opening[1], "StreamLive");
        first.control.pauseRequested(opening[0], opening[1], "ada");
        last(opening[1], "StreamPaused");
        var second = start("second", Duration.ZERO);

        var cutAt = Instant.now();
        var owner = JdbcClient.create(postgres.getPostgresDatabase());
        owner.sql("alter role cutoff nologin").update();
        owner.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'cutoff'")
                .query()
                .listOfRows();
        soon().until(() -> first.targets.openTo("tube") == 0);
        var stoppedAfter = Duration.between(cutAt, Instant.now());
        soon().until(() -> second.targets.openTo("tube") == 1);
        var takenAfter = Duration.between(cutAt, Instant.now());
        assertThat(stoppedAfter).isLessThan(Duration.ofSeconds(4)).isLessThan(takenAfter);
        assertThat(takenAfter).isLessThan(Duration.ofSeconds(15));
        last(opening[1], "StreamPaused");
        assertThat(types(opening[1])).contains("StreamInterrupted");
        assertThat(second.captures.sessionOf(run(opening[1])).askedAsAdmitted).isTrue();

        owner.sql("alter role cutoff login").update();
        second.control.roomClosed(opening[0], opening[1], StopRule.ROOM_CLOSED);
        ended(opening[1], "ROOM_CLOSED");
        assertThat(first.targets.openTo("tube")).isZero();
    }

    private UUID run(UUID opening) {
        return UUID.fromString(told(opening).getLast().path("run").asString());
    }
}
