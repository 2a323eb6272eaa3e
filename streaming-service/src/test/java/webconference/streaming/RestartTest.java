package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.streaming.StreamLifeTest.soon;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Instances that come and go on one database. There is no Kafka, except where a test says so: what
/// happened stays in the outbox, where it is read.
class RestartTest {

    private static EmbeddedPostgres postgres;

    private final List<Instance> instances = new ArrayList<>();
    private String moderated = "";
    private final JsonMapper json = JsonMapper.builder().build();
    private JdbcClient jdbc;

    @BeforeAll
    static void start_postgres() throws IOException {
        postgres = EmbeddedPostgres.start();
        owner().sql("create role cutoff superuser password 'cutoff'").update();
    }

    @AfterAll
    static void stop_postgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void an_empty_database() {
        owner().sql("drop database if exists streams with (force)").update();
        owner().sql("create database streams").update();
        owner().sql("alter role cutoff login").update();
        jdbc =
                JdbcClient.create(
                        new SimpleDriverDataSource(
                                new Driver(), url("test"), "postgres", "postgres"));
    }

    @AfterEach
    void stop_instances() {
        instances.forEach(Instance::stop);
    }

    private static JdbcClient owner() {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    /// Takes the database from the instance that is connected as this user.
    private static void cutOff() {
        owner().sql("alter role cutoff nologin").update();
        owner().sql(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where usename = 'cutoff'
                        """)
                .query()
                .listOfRows();
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

        Instance(String name, String user, Duration ahead, String... more) throws IOException {
            var settings = PropertiesLoaderUtils.loadAllProperties("test-settings.properties");
            settings.setProperty("stream.slots", "6");
            var arguments = new ArrayList<String>();
            settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
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
                            "--eventing.patience=500ms",
                            "--stream.nightly-at=" + HandMadeParts.night(),
                            "--logging.level.webconference.eventing=error",
                            "--logging.level.org.apache.kafka=error",
                            "--server.port=0",
                            "--clock.ahead=" + ahead,
                            "--door.moderated=" + moderated,
                            "--door.moderators=" + (ahead.isZero() ? 1 : 0)));
            for (var setting : more) { // given twice it would be a list
                arguments.removeIf(said -> said.startsWith(setting.replaceFirst("=.*", "=")));
                arguments.add(setting);
            }
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

    private Instance start(String name, Duration ahead, String... more) throws IOException {
        return new Instance(name, "postgres", ahead, more);
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
    void S67_S70_S78_stop_rules_that_time_brings_hold_across_restarts() throws IOException {
        var first = start("first", Duration.ZERO);
        var live = first.stream("live")[1];
        var paused = first.stream("paused");
        var left = first.stream("left");
        var kept = first.stream("kept");
        moderated = kept[1].toString();
        List.of(live, paused[1], left[1], kept[1]).forEach(opening -> last(opening, "StreamLive"));
        first.control.pauseRequested(paused[0], paused[1], "ada");
        last(paused[1], "StreamPaused");
        first.control.moderatorsChanged(left[0], left[1], 0, 2, first.clock.instant());
        first.control.moderatorsChanged(kept[0], kept[1], 0, 2, first.clock.instant());
        last(left[1], "StreamStopScheduled");
        last(kept[1], "StreamStopScheduled");

        first.stop();
        assertThat(first.captures.running()).isZero();
        assertThat(first.targets.openTo("live")).isZero();
        assertThat(told(live).getLast().path("reason").asString()).isEqualTo("WORKER_LOST");

        var second = start("second", Duration.ofSeconds(125));
        ended(left[1], "NO_MODERATOR");
        last(live, "StreamLive");
        last(kept[1], "StreamLive");
        assertThat(types(kept[1])).containsOnlyOnce("StreamStopScheduled", "StreamStopCancelled");
        last(paused[1], "StreamPaused");
        assertThat(second.targets.lastTo("paused").shows()).isNotEqualTo(HandMadeCapture.MEETING);
        second.clock.advance(Duration.ofHours(2));
        ended(paused[1], "PAUSED_TOO_LONG");
        second.stop();

        var night = start("third", Duration.ofDays(1).plusHours(3));
        ended(live, "NIGHTLY");
        ended(kept[1], "NIGHTLY");
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
        var first = new Instance("first", "cutoff", Duration.ZERO);
        var opening = first.stream("tube");
        last(opening[1], "StreamLive");
        first.control.pauseRequested(opening[0], opening[1], "ada");
        last(opening[1], "StreamPaused");
        var second = start("second", Duration.ZERO);

        var cutAt = Instant.now();
        cutOff();
        soon().until(() -> first.targets.openTo("tube") == 0);
        var stoppedAfter = Duration.between(cutAt, Instant.now());
        soon().until(() -> second.targets.openTo("tube") == 1);
        var takenAfter = Duration.between(cutAt, Instant.now());
        assertThat(stoppedAfter).isLessThan(Duration.ofSeconds(4)).isLessThan(takenAfter);
        assertThat(takenAfter).isLessThan(Duration.ofSeconds(15));
        last(opening[1], "StreamPaused");
        assertThat(types(opening[1])).contains("StreamInterrupted");
        assertThat(second.captures.sessionOf(run(opening[1])).askedAsAdmitted).isTrue();

        owner().sql("alter role cutoff login").update();
        second.control.roomClosed(opening[0], opening[1], StopRule.ROOM_CLOSED);
        ended(opening[1], "ROOM_CLOSED");
        assertThat(first.targets.openTo("tube")).isZero();
    }

    @Test
    void S59_the_ten_minutes_for_the_admission_go_on_across_a_restart() throws IOException {
        var waiting = waitingUntilTheRestart();
        var second = start("second", Duration.ofMinutes(7), "--capture.door=WAITING_ROOM");
        last(waiting, "StreamAwaitingAdmission");
        second.clock.advance(Duration.ofMinutes(3));
        ended(waiting, "NOT_ADMITTED");
        assertThat(second.captures.running()).isZero();
    }

    @Test
    void S59_ten_minutes_that_are_over_at_the_return_count() throws IOException {
        var waiting = waitingUntilTheRestart();
        var second = start("second", Duration.ofSeconds(601), "--capture.door=WAITING_ROOM");
        ended(waiting, "NOT_ADMITTED");
        assertThat(second.captures.running()).isZero();
    }

    private UUID waitingUntilTheRestart() throws IOException {
        var first = start("first", Duration.ZERO, "--capture.door=WAITING_ROOM");
        var waiting = first.stream("waiting")[1];
        last(waiting, "StreamAwaitingAdmission");
        first.stop();
        assertThat(first.captures.running()).isZero();
        last(waiting, "StreamInterrupted");
        return waiting;
    }

    @Test
    void S65_a_room_closed_while_nobody_is_there_ends_its_stream_at_the_return()
            throws IOException {
        var kafka = new EmbeddedKafkaKraftBroker(1, 6);
        kafka.afterPropertiesSet();
        try {
            var listening = listeningTo(kafka);
            var first = start("first", Duration.ZERO, listening);
            var opening = new AnOpening(speakingTo(kafka), json, first.clock);
            opening.moderatorJoined(1).opened().meetingStarted();
            soon().until(() -> stateOf(opening.id).equals("LIVE"));
            first.stop();
            assertThat(stateOf(opening.id)).isEqualTo("INTERRUPTED");

            opening.closed();
            var second = start("second", Duration.ZERO, listening);
            soon().until(() -> stateOf(opening.id).equals("ENDED ROOM_CLOSED"));
            assertThat(second.targets.openTo(opening.host)).isZero();
            assertThat(second.captures.running()).isZero();
            second.stop();
        } finally {
            kafka.destroy();
        }
    }

    private static String[] listeningTo(EmbeddedKafkaBroker kafka) {
        return new String[] {
            "--spring.kafka.bootstrap-servers=" + kafka.getBrokersAsString(),
            "--spring.kafka.listener.auto-startup=true",
            "--eventing.patience=5s",
        };
    }

    private static KafkaTemplate<String, byte[]> speakingTo(EmbeddedKafkaBroker kafka) {
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(
                        Map.of("bootstrap.servers", kafka.getBrokersAsString()),
                        new StringSerializer(),
                        new ByteArraySerializer()));
    }

    private String stateOf(UUID opening) {
        return jdbc.sql("select concat_ws(' ', state, reason) from stream_run where opening = ?")
                .param(opening)
                .query(String.class)
                .optional()
                .orElse("");
    }

    @Test
    void S65_a_room_closed_while_the_instance_at_work_is_cut_off_ends_its_stream_once()
            throws IOException {
        var first = new Instance("first", "cutoff", Duration.ZERO);
        var opening = first.stream("tube");
        last(opening[1], "StreamLive");
        var second = start("second", Duration.ZERO);
        cutOff();
        second.control.roomClosed(opening[0], opening[1], StopRule.ROOM_CLOSED);
        ended(opening[1], "ROOM_CLOSED");
        assertThat(first.targets.openTo("tube")).isZero();
        assertThat(second.targets.to("tube")).isEmpty();

        owner().sql("alter role cutoff login").update();
        soon().ignoreExceptions().untilAsserted(first.control::capacity); // it is back
        last(first.stream("next")[1], "StreamLive");
        assertThat(types(opening[1])).containsOnlyOnce("StreamStopping", "StreamEnded");
    }

    @Test
    void an_ended_run_is_forgotten_after_ninety_days_and_with_it_a_meeting_that_is_over()
            throws IOException {
        var first = start("first", Duration.ZERO);
        var closed = first.stream("closed");
        var open = first.stream("open");
        last(closed[1], "StreamLive");
        last(open[1], "StreamLive");
        first.control.roomClosed(closed[0], closed[1], StopRule.ROOM_CLOSED);
        first.control.endRequested(open[0], open[1], "ada");
        ended(closed[1], "ROOM_CLOSED");
        ended(open[1], "STOPPED_BY_USER");
        first.stop();

        var second = start("second", Duration.ofDays(89));
        old_runs_were_looked_at(second);
        assertThat(kept("stream_run")).containsOnly(closed[1], open[1]);
        var later = second.stream("later");
        last(later[1], "StreamLive");
        second.control.roomClosed(later[0], later[1], StopRule.ROOM_CLOSED);
        ended(later[1], "ROOM_CLOSED");
        second.stop();

        old_runs_were_looked_at(start("third", Duration.ofDays(91)));
        assertThat(kept("stream_run")).containsOnly(later[1]);
        assertThat(kept("meeting")).containsOnly(open[1], later[1]);
    }

    private void old_runs_were_looked_at(Instance instance) {
        soon().until(() ->
                jdbc.sql("select execution_time from scheduled_tasks where task_name = 'old-runs'")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant()
                        .isAfter(instance.clock.instant()));
    }

    private List<UUID> kept(String table) {
        return jdbc.sql("select opening from " + table)
                .query((row, _) -> row.getObject("opening", UUID.class))
                .list();
    }

    private UUID run(UUID opening) {
        return UUID.fromString(told(opening).getLast().path("run").asString());
    }
}
