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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What processes do when others are killed, frozen or gone.
class FaultsTest {

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
        } catch (org.awaitility.core.ConditionTimeoutException e) {
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

    /// A minute without Kafka is no different from these seconds: they are more than the producer
    /// waits for anything, and than several pauses of the relay.
    @Test
    void while_kafka_is_away_events_wait_and_none_is_given_up() {
        var stage = new Stage(postgres, kafka, directory, "away");
        stage.makeTopics();
        var writing =
                new String[] {"--lamps.writers=4", "--lamps.total=600", "--lamps.pause-ms=20"};
        stage.hang(20);
        try (var context = stage.context(writing)) {
            try (var arrivals = stage.arrivals()) {
                patiently().until(() -> arrivals.all().size() > 50);
            }
            kafka.kill();
            patiently()
                    .until(() ->
                            stage.number(
                                            """
                                            select coalesce(extract(epoch from now() - min(stored_at)), 0)
                                            from outbox
                                            """)
                                    >= 10);
            assertThat(stage.committed()).isEqualTo(600);
            kafka.start();
            try (var arrivals = stage.arrivals()) {
                patiently()
                        .untilAsserted(
                                () -> assertThat(arrivals.missing(stage.revisions())).isEmpty());
                assertThat(arrivals.outOfOrder()).isEmpty();
            }
            patiently().until(() -> stage.waiting() == 0);
            assertAllHeardOnceInOrder(stage);
            assertThat(context.isRunning()).isTrue();
        }
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

    /// @param told what the writers have counted to when the last of them has stopped
    private static void assertAllArrived(Stage stage, Arrivals arrivals, int told) {
        patiently().until(() -> stage.number("select last_value from told") == told);
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
