package webconference.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import webconference.eventing.ChildJvm;
import webconference.eventing.KafkaProcess;
import webconference.eventing.PostgresProcess;
import webconference.eventing.Stage;

/// How long an event travels at rest, beside bare Kafka; how fast a backlog goes; and what it costs
/// that one of two instances is killed.
final class EventsBench {

    private static final String QUIET = "--logging.level.root=WARN";
    private static final int ROUNDS = 5;
    private static final int EVENTS = 150;
    private static final int BACKLOG = 50_000;
    private static final int WRITTEN = 10_000;

    private final PostgresProcess postgres;
    private final KafkaProcess kafka;
    private final Path directory;

    private EventsBench(PostgresProcess postgres, KafkaProcess kafka, Path directory) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("events-bench");
        KafkaProcess.quiet();
        try (var postgres = new PostgresProcess(directory.resolve("postgres"));
                var kafka = new KafkaProcess(directory.resolve("kafka"))) {
            kafka.start();
            var bench = new EventsBench(postgres, kafka, directory);
            bench.atRest().forEach(IO::println);
            bench.backlog().forEach(IO::println);
            bench.killed().forEach(IO::println);
        }
    }

    private static String row(String what, String figure) {
        return "%-62s %s".formatted(what, figure);
    }

    /// Rounds of both by turns, so that what else the machine does meets both.
    private List<String> atRest() throws InterruptedException {
        var telling = new Stage(postgres, kafka, directory, "telling");
        telling.makeTopics();
        var hearing = new Stage(postgres, kafka, directory, "hearing");
        hearing.hang(1);
        var bare = new ArrayList<Latencies>();
        var whole = new ArrayList<Latencies>();
        try (var teller = telling.context(QUIET, "--spring.kafka.listener.auto-startup=false");
                var hearer =
                        hearing.context(
                                HearingService.class,
                                QUIET,
                                "--eventing.topics=" + telling.topic());
                var pipe = new BarePipe()) {
            var heard = hearer.getBean(HearingService.Listener.class).heard();
            telling.hang(1);
            telling.light(teller);
            heard.take(); // the listener is there
            pipe.send();
            for (int round = 0; round <= ROUNDS; round++) {
                var throughKafka = new long[EVENTS];
                var throughUs = new long[EVENTS];
                for (int i = 0; i < EVENTS; i++) {
                    rest();
                    throughKafka[i] = pipe.send();
                }
                heard.clear();
                for (int i = 0; i < EVENTS; i++) {
                    rest();
                    telling.light(teller);
                    var committed = System.nanoTime();
                    var arrived = heard.poll(30, SECONDS);
                    throughUs[i] =
                            arrived == null ? Long.MAX_VALUE : arrived.nanoTime() - committed;
                }
                if (round > 0) { // the first warms up
                    bare.add(Latencies.of(throughKafka));
                    whole.add(Latencies.of(throughUs));
                }
            }
        }
        return List.of(
                row("bare Kafka, send → consumed, at rest", Latencies.medians(bare)),
                row(
                        "outbox → another service's listener, from commit, at rest",
                        Latencies.medians(whole)));
    }

    private static void rest() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(40_000_000, 100_000_000));
    }

    /// Medians over rounds, in milliseconds.
    private record Latencies(double p50, double p99) {
        static Latencies of(long[] nanos) {
            Arrays.sort(nanos);
            return new Latencies(
                    nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
        }

        static String medians(List<Latencies> rounds) {
            return "p50 %5.1f ms   p99 %5.1f ms   (medians of %d rounds of %d)"
                    .formatted(
                            median(rounds.stream().mapToDouble(Latencies::p50).toArray()),
                            median(rounds.stream().mapToDouble(Latencies::p99).toArray()),
                            rounds.size(),
                            EVENTS);
        }

        private static double median(double[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }
    }

    /// A producer and a consumer with nothing around them.
    private final class BarePipe implements AutoCloseable {
        private final KafkaProducer<String, byte[]> producer;
        private final KafkaConsumer<String, byte[]> consumer;
        private final BlockingQueue<Long> arrived = new LinkedBlockingQueue<>();
        private final String topic;
        private final Thread reader;

        BarePipe() {
            var stage = new Stage(postgres, kafka, directory, "bare");
            stage.makeTopics();
            topic = stage.topic();
            producer =
                    new KafkaProducer<>(
                            Map.<String, Object>of(
                                    "bootstrap.servers", kafka.address(), "acks", "all", "linger.ms", 0),
                            new StringSerializer(),
                            new ByteArraySerializer());
            consumer =
                    new KafkaConsumer<>(
                            Map.<String, Object>of(
                                    "bootstrap.servers",
                                    kafka.address(),
                                    "group.id",
                                    "bare",
                                    "auto.offset.reset",
                                    "earliest"),
                            new StringDeserializer(),
                            new ByteArrayDeserializer());
            consumer.subscribe(List.of(topic));
            reader = Thread.ofPlatform().daemon().start(this::read);
        }

        private void read() {
            try (consumer) {
                while (true) {
                    for (var _ : consumer.poll(Duration.ofSeconds(1))) {
                        arrived.add(System.nanoTime());
                    }
                }
            } catch (WakeupException e) {
                return;
            }
        }

        long send() throws InterruptedException {
            var sent = System.nanoTime();
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    topic, "lamp", "{\"revision\":1}".getBytes(UTF_8)));
            return arrived.take() - sent;
        }

        @Override
        public void close() {
            producer.close();
            consumer.wakeup();
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What waited in the outbox when the relay starts: 1,000 lamps, half a kilobyte each.
    private List<String> backlog() {
        var stage = new Stage(postgres, kafka, directory, "backlog");
        stage.makeTopics();
        stage.hang(1_000);
        stage.query()
                .sql(
                        """
                        insert into outbox (topic, subject, event_id, type, at, payload)
                        select ?, id, id || '/' || n, 'LampPainted', now(),
                               convert_to(format('{"lamp":"%s","revision":%s,"note":"%s"}',
                                                 id, n, repeat('x', 420)), 'UTF8')
                        from generate_series(1, ? / 1000) as n, lamp order by n
                        """)
                .params(stage.topic(), BACKLOG)
                .update();
        try (var instance = stage.instance("one", "--spring.kafka.listener.auto-startup=false")) {
            until(() -> stage.waiting() < BACKLOG);
            var begun = System.nanoTime();
            var before = stage.waiting();
            until(() -> stage.waiting() == 0 || !instance.isAlive());
            var seconds = (System.nanoTime() - begun) / 1e9;
            return List.of(
                    row(
                            "a backlog of %,d, one instance".formatted(BACKLOG),
                            "%,.0f events/s".formatted(before / seconds)));
        }
    }

    private List<String> killed() {
        var stage = new Stage(postgres, kafka, directory, "killed");
        stage.makeTopics();
        var writing = new String[] {"--lamps.writers=4", "--lamps.total=" + WRITTEN};
        try (var arrivals = stage.arrivals();
                var one = stage.instance("one", writing);
                ChildJvm two = stage.instance("two", writing)) {
            until(() -> stage.relays() == 2);
            stage.hang(100);
            var begun = System.nanoTime();
            until(() -> arrivals.all().size() > WRITTEN * 4 / 10);
            one.kill();
            until(() -> stage.number("select last_value from told") == WRITTEN + 4);
            until(() -> stage.waiting() == 0 || !two.isAlive());
            var seconds = (System.nanoTime() - begun) / 1e9;
            var revisions = stage.revisions();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> arrivals.all().size() >= stage.committed());
            return List.of(
                    row(
                            "8 writers, 2 instances, one killed (kill -9) in between",
                            "%,d committed in %.1f s".formatted(stage.committed(), seconds)),
                    row("  lost", Integer.toString(arrivals.missing(revisions).size())),
                    row("  out of order", Integer.toString(arrivals.outOfOrder().size())),
                    row("  duplicates", Integer.toString(arrivals.resends())),
                    row(
                            "  longest pause, from the change to its arrival",
                            "%,d ms".formatted(arrivals.longestDelay().toMillis())));
        }
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
