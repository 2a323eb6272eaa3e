package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

@LampsTest
@ExtendWith(OutputCaptureExtension.class)
class ListenerFailuresTest {

    @Autowired Lamps lamps;
    @Autowired LampListener listener;
    @Autowired DeadLetters letters;
    @Autowired JdbcClient jdbc;
    @Autowired MeterRegistry meters;
    @Autowired KafkaTemplate<String, byte[]> producer;
    @Autowired KafkaConnectionDetails kafka;

    Arrivals deadLetters;

    @BeforeEach
    void read() {
        deadLetters = new Arrivals(kafka.getBootstrapServers().getFirst(), "lamps.v1-dlt");
    }

    @AfterEach
    void close() {
        deadLetters.close();
    }

    @Test
    void what_a_listener_cannot_handle_is_rolled_back_and_parked_and_the_next_is_handled(
            CapturedOutput output) {
        var lamp = lamps.hang();
        var before = parked();
        lamps.light(lamp, "fine");
        lamps.breakDown(lamp, "a private word");
        lamps.light(lamp, "fine again");
        await().untilAsserted(() ->
                assertThat(lamps.heardOf(lamp))
                        .extracting(Lamps.Heard::revision)
                        .containsExactly(1L, 3L));
        assertThat(marks(lamp)).isEqualTo(2);
        await().until(() -> deadLettersOf(lamp) == 1);
        assertThat(deadLetters.all())
                .filteredOn(letter -> letter.subject().equals(lamp))
                .first()
                .satisfies(letter ->
                        assertThat(letter.headers())
                                .containsEntry("ce_id", lamp + "/2")
                                .containsEntry("kafka_dlt-original-topic", "lamps.v1")
                                .containsEntry("kafka_dlt-original-consumer-group", "lamps")
                                .containsEntry(
                                        "kafka_dlt-exception-cause-fqcn",
                                        "java.lang.IllegalStateException"));
        assertThat(parked() - before).isEqualTo(1);
        assertThat(output)
                .containsOnlyOnce("Could not handle LampBroken " + lamp + "/2")
                .containsOnlyOnce("Parked LampBroken " + lamp + "/2")
                .doesNotContain("a private word");
    }

    @Test
    void what_nobody_can_read_is_parked_at_once_on_the_same_partition(CapturedOutput output)
            throws Exception {
        var lamp = lamps.hang();
        var sent = send(lamp, "LampLit", "{\"lamp\": \"a private word");
        await().atMost(Duration.ofSeconds(5)).until(() -> deadLettersOf(lamp) == 1);
        assertThat(deadLetters.all())
                .filteredOn(letter -> letter.subject().equals(lamp))
                .first()
                .satisfies(letter -> assertThat(letter.partition()).isEqualTo(sent.partition()));
        assertThat(output)
                .doesNotContain("Could not handle LampLit " + lamp)
                .doesNotContain("a private word");
    }

    @Test
    void what_has_no_value_is_parked_and_stops_nobody() throws Exception {
        var lamp = lamps.hang();
        send(lamp, "LampLit", null);
        lamps.light(lamp, "fine");
        await().untilAsserted(() -> assertThat(lamps.heardOf(lamp)).hasSize(1));
        await().until(() -> deadLettersOf(lamp) == 1);
    }

    @Test
    void a_parked_event_is_replayed_when_its_cause_is_gone_and_only_once() {
        var lamp = lamps.hang();
        lamps.breakDown(lamp, "until it is repaired");
        lamps.light(lamp, "fine");
        await().until(() -> deadLettersOf(lamp) == 1);
        assertThat(waiting(lamp))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.topic()).isEqualTo("lamps.v1");
                    assertThat(letter.id()).isEqualTo(lamp + "/1");
                    assertThat(letter.cause()).isEqualTo("java.lang.IllegalStateException");
                });

        listener.repair(lamp);
        assertThat(letters.replay()).isPositive();
        await().untilAsserted(() ->
                assertThat(lamps.heardOf(lamp))
                        .extracting(Lamps.Heard::revision)
                        .containsExactly(2L, 1L));
        assertThat(waiting(lamp)).isEmpty();
    }

    @Test
    void a_broken_one_in_a_hundred_does_not_delay_the_others() throws Exception {
        var hung = lamps.hang(20);
        for (int i = 0; i < 300; i++) {
            var lamp = hung.get(i % hung.size());
            if (i % 100 == 0) {
                send(lamp, "LampLit", "{");
            }
            lamps.light(lamp, "fine");
        }
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(hung)
                                .allSatisfy(lamp -> assertThat(lamps.heardOf(lamp)).hasSize(15)));
        await().until(() -> hung.stream().mapToLong(this::deadLettersOf).sum() == 3);
    }

    @SuppressWarnings("NullAway") // a record may well have no value
    private RecordMetadata send(UUID lamp, String type, @Nullable String value) throws Exception {
        var record =
                new ProducerRecord<>(
                        "lamps.v1", lamp.toString(), value == null ? null : value.getBytes(UTF_8));
        record.headers().add("ce_type", type.getBytes(UTF_8));
        record.headers().add("ce_id", (lamp + "/1").getBytes(UTF_8));
        return producer.send(record).get(10, TimeUnit.SECONDS).getRecordMetadata();
    }

    private List<DeadLetters.DeadLetter> waiting(UUID lamp) {
        return letters.waiting().stream()
                .filter(letter -> lamp.toString().equals(letter.key()))
                .toList();
    }

    private double parked() {
        return meters.counter("dead.letters", "topic", "lamps.v1").count();
    }

    private long marks(UUID lamp) {
        return jdbc.sql("select count(*) from inbox where aggregate = ?")
                .param(lamp)
                .query(Long.class)
                .single();
    }

    private long deadLettersOf(UUID lamp) {
        return deadLetters.all().stream().filter(letter -> letter.subject().equals(lamp)).count();
    }
}
