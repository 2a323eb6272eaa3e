package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What processes do when others are killed, frozen or gone.
class FaultsTest {

    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration MADE_UP_WITHIN = Duration.ofSeconds(30);
    private static final String GIVEN_UP =
            "select count(*) from outbox where dead_at is not null or attempts > 0";
    private static final String OLDEST_WAITS =
            "select coalesce(extract(epoch from clock_timestamp() - min(stored_at)), 0) from outbox";

    @TempDir static Path directory;

    static PostgresProcess postgres;
    static KafkaProcess kafka;

    @BeforeAll
    static void start() {
        KafkaProcess.quiet();
        postgres = new PostgresProcess(directory.resolve("postgres"));
        kafka = new KafkaProcess(directory.resolve("kafka"));
        kafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        postgres.close();
    }

    @Test
    void nothing_is_lost_repeated_or_out_of_order_when_one_of_two_instances_is_killed() {
        var stage = new Stage(postgres, kafka, directory, "killed");
        stage.makeTopics();
        var writing = new String[] {"--lamps.writers=4", "--lamps.total=1000"};
        try (var arrivals = stage.arrivals();
                var one = stage.instance("one", writing);
                var two = stage.instance("two", writing)) {
            patiently().until(() -> stage.relays() == 2);
            stage.hang(40);
            patiently().until(() -> arrivals.all().size() > 300);
            one.kill();
            assertAllArrived(stage, arrivals, 1_000 + 4);
            assertThat(two.isAlive()).isTrue();
        }
    }

    @Test
    void an_instance_that_freezes_while_it_drains_is_replaced_and_does_no_harm_when_it_wakes() {
        var stage = new Stage(postgres, kafka, directory, "frozen");
        stage.makeTopics();
        var writing =
                new String[] {"--lamps.writers=2", "--lamps.total=600", "--lamps.pause-ms=15"};
        try (var arrivals = stage.arrivals();
                var one = stage.instance("one", writing);
                var two = stage.instance("two", writing)) {
            patiently().until(() -> stage.relays() == 2);
            stage.hang(40);
            patiently().until(() -> arrivals.all().size() > 100);
            Function<String, ChildJvm> instances = name -> name.equals("one") ? one : two;
            var frozen =
                    await().atMost(Duration.ofSeconds(30))
                            .pollInterval(Duration.ofMillis(10))
                            .until(
                                    () -> freezeWhileDraining(stage, instances),
                                    name -> !name.isEmpty());
            var before = arrivals.all().size();
            patiently().until(() -> arrivals.all().size() > before + 100);
            instances.apply(frozen).thaw();
            assertAllArrived(stage, arrivals, 600 + 4);
        }
    }

    /// Freezes whoever drains; it counts only if it still holds the lock in an open transaction.
    private static String freezeWhileDraining(Stage stage, Function<String, ChildJvm> instances) {
        var holder = holder(stage, "%");
        if (holder.isEmpty()) {
            return "";
        }
        instances.apply(holder).freeze();
        try {
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(20))
                    .during(Duration.ofMillis(200))
                    .atMost(Duration.ofMillis(600))
                    .until(() -> holder(stage, "idle in transaction").equals(holder));
            return holder;
        } catch (ConditionTimeoutException e) {
            instances.apply(holder).thaw();
            return "";
        }
    }

    private static String holder(Stage stage, String state) {
        return stage.query()
                .sql(
                        """
                        select a.application_name from pg_locks l join pg_stat_activity a using (pid)
                        where l.locktype = 'advisory' and l.objid = 7242 and l.granted
                          and a.datname = current_database() and a.state like ?
                        """)
                .param(state)
                .query(String.class)
                .optional()
                .orElse("");
    }

    @Test
    void a_minute_without_kafka_is_made_up_in_order_within_half_a_minute_and_leaves_no_trace() {
        var stage = new Stage(postgres, kafka, directory, "away");
        stage.makeTopics();
        stage.hang(20);
        // They write for longer than the minute.
        var writing =
                new String[] {"--lamps.writers=4", "--lamps.total=1000", "--lamps.pause-ms=300"};
        try (var context = stage.context(writing)) {
            try (var arrivals = stage.arrivals()) {
                patiently().until(() -> arrivals.all().size() > 50);
            }
            kafka.kill();
            var committed = stage.committed();
            await().atMost(OUTAGE.multipliedBy(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stage.number(OLDEST_WAITS) >= OUTAGE.toSeconds());
            var meanwhile = stage.committed() - committed;
            assertThat(meanwhile).as("whoever writes notices nothing").isGreaterThan(100);
            assertThat(stage.waiting()).isGreaterThanOrEqualTo(meanwhile);
            assertThat(stage.number(GIVEN_UP)).isZero();

            kafka.start();
            var lastOfTheOutage = stage.number("select coalesce(max(seq), 0) from outbox");
            await().atMost(MADE_UP_WITHIN)
                    .until(() ->
                            stage.number(
                                            "select count(*) from outbox where seq <= "
                                                    + lastOfTheOutage)
                                    == 0);
            try (var arrivals = stage.arrivals()) {
                assertAllArrived(stage, arrivals, 1_000 + 4);
                assertIsQuick(context.getBean(Lamps.class), stage, arrivals);
            }
        }
    }

    /// No lane waits for longer than it would have before: ninety-nine of a hundred events arrive
    /// within a second, on a machine that does much else.
    private static void assertIsQuick(Lamps lamps, Stage stage, Arrivals arrivals) {
        var hung = lamps.hang(10);
        for (int time = 0; time < 30; time++) {
            hung.forEach(lamp -> lamps.light(lamp, "after"));
        }
        patiently().untilAsserted(() -> assertThat(arrivals.missing(stage.revisions())).isEmpty());
        var delays =
                arrivals.all().stream()
                        .filter(arrival -> hung.contains(arrival.subject()))
                        .map(Arrivals.Arrival::delay)
                        .sorted()
                        .toList();
        assertThat(delays.get(delays.size() * 99 / 100)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_service_that_starts_while_kafka_is_away_makes_its_topics_later() {
        var stage = new Stage(postgres, kafka, directory, "early");
        kafka.kill();
        try (var context = stage.context()) {
            var lamps = context.getBean(Lamps.class);
            var lamp = lamps.hang();
            lamps.light(lamp, "nobody listens yet");
            kafka.start();
            patiently().untilAsserted(() -> assertThat(lamps.heardOf(lamp)).hasSize(1));
        }
    }

    @Test
    void while_the_database_is_away_listeners_wait_and_nothing_is_parked() {
        var stage = new Stage(postgres, kafka, directory, "asleep");
        stage.makeTopics();
        try (var context = stage.context("--spring.datasource.hikari.connection-timeout=1000")) {
            var lamps = context.getBean(Lamps.class);
            var hung = lamps.hang(5);
            hung.forEach(lamp -> lamps.light(lamp, "before"));
            patiently().until(() -> stage.number("select count(*) from heard") == 5);

            postgres.stop();
            var parked =
                    context.getBean(MeterRegistry.class)
                            .counter("dead.letters", "topic", stage.topic());
            sendFromElsewhere(stage, hung);
            await().atMost(Duration.ofSeconds(10))
                    .during(Duration.ofSeconds(3))
                    .until(() -> parked.count() == 0);

            postgres.startAgain();
            patiently().until(() -> stage.number("select count(*) from heard") == 5 + 5 * 20);
            assertThat(parked.count()).isZero();
            hung.forEach(lamp -> lamps.tellAgain(lamp, 22));
            patiently().until(() -> stage.number("select count(*) from heard") == 5 + 5 * 21);
        }
    }

    private static void sendFromElsewhere(Stage stage, List<UUID> lamps) {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.address()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int revision = 2; revision <= 21; revision++) {
                for (var lamp : lamps) {
                    var value = "{\"lamp\":\"%s\",\"revision\":%d}".formatted(lamp, revision);
                    var record =
                            new ProducerRecord<>(
                                    stage.topic(), lamp.toString(), value.getBytes(UTF_8));
                    record.headers().add("ce_type", "LampLit".getBytes(UTF_8));
                    var _ = producer.send(record);
                }
            }
        }
    }

    /// @param told what the writers have counted to at least when the last of them has stopped; one
    ///   that is killed late may have counted, too
    private static void assertAllArrived(Stage stage, Arrivals arrivals, int told) {
        patiently().until(() -> stage.number("select last_value from told") >= told);
        var revisions = stage.revisions();
        patiently().untilAsserted(() -> assertThat(arrivals.missing(revisions)).isEmpty());
        assertThat(arrivals.outOfOrder()).isEmpty();
        patiently().until(() -> stage.waiting() == 0);
        assertAllHeardOnceInOrder(stage);
    }

    private static void assertAllHeardOnceInOrder(Stage stage) {
        patiently().until(() -> stage.number("select count(*) from heard") >= stage.committed());
        var last = new TreeMap<UUID, Long>();
        stage.query()
                .sql("select lamp, revision from heard order by seq")
                .query(row -> {
                    var lamp = row.getObject("lamp", UUID.class);
                    var expected = last.merge(lamp, 1L, Long::sum);
                    assertThat(row.getLong("revision")).isEqualTo(expected);
                });
        var lit = stage.revisions();
        lit.values().removeIf(revision -> revision == 0);
        assertThat(last).isEqualTo(lit);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}
