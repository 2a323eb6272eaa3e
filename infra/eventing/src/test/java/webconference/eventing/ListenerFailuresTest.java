package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.springframework.transaction.support.TransactionTemplate;

@LampsTest
@ExtendWith(OutputCaptureExtension.class)
class ListenerFailuresTest {

    @Autowired Lamps lamps;
    @Autowired LampListener listener;
    @Autowired DeadLetters letters;
    @Autowired JdbcClient jdbc;
    @Autowired MeterRegistry meters;
    @Autowired TransactionTemplate transaction;
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
    void F12_a_parked_event_is_replayed_when_its_cause_is_gone_and_has_its_effect_once() {
        var lamp = lamps.hang();
        lamps.breakDown(lamp, "until it is repaired");
        lamps.light(lamp, "fine");
        var letter = await().until(() -> open(lamp), found -> found.size() == 1).getFirst();
        assertThat(letter.topic()).isEqualTo("lamps.v1");
        assertThat(letter.consumer()).isEqualTo("lamps");
        assertThat(letter.event()).isEqualTo(lamp + "/1");
        assertThat(letter.type()).isEqualTo("LampBroken");
        assertThat(letter.cause()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.tries()).isEqualTo(4);

        listener.repair(lamp);
        assertThat(replay(letter)).isTrue();
        // Somebody else who saw it open a moment ago.
        assertThat(replay(letter)).isFalse();
        lamps.light(lamp, "after both");
        await().untilAsserted(() ->
                assertThat(lamps.heardOf(lamp))
                        .extracting(Lamps.Heard::revision)
                        .containsExactly(2L, 1L, 3L));
        assertThat(open(lamp)).isEmpty();
        assertThat(letters.lastSettled()).isPresent();
    }

    @Test
    void F12_what_fails_again_after_its_replay_is_a_dead_letter_again() {
        var lamp = lamps.hang();
        lamps.breakDown(lamp, "for good");
        var first = await().until(() -> open(lamp), found -> found.size() == 1).getFirst();
        replay(first);
        var second = await().until(() -> open(lamp), found -> found.size() == 1).getFirst();
        assertThat(second.event()).isEqualTo(first.event());
        assertThat(second.id()).isGreaterThan(first.id());

        var before = letters.countOpen();
        assertThat(settle(second, DeadLetters.Outcome.ABANDONED)).isTrue();
        assertThat(open(lamp)).isEmpty();
        assertThat(letters.countOpen()).isEqualTo(before - 1);
    }

    @Test
    void F12_each_broken_kind_is_on_the_list_with_its_cause_and_shows_nobodys_words()
            throws Exception {
        var lamp = lamps.hang();
        send(lamp, "LampLit", "{\"lamp\": \"a private word");
        send(lamp, "LampLit", null);
        send(
                lamp,
                "LampBroken",
                "{\"lamp\": \"%s\", \"note\": \"a private word\"}".formatted(lamp));
        var found = await().until(() -> open(lamp), open -> open.size() == 3);
        assertThat(found)
                .extracting(DeadLetters.DeadLetter::cause)
                .allMatch(cause -> cause.matches("[a-z.]+[.][A-Z]\\w+"));
        assertThat(found)
                .extracting(letter -> letters.content(letter).orElse("unreadable"))
                .satisfiesExactly(
                        broken -> assertThat(broken).contains(lamp.toString(), MaskedContent.MASK),
                        nothing -> assertThat(nothing).isEqualTo("unreadable"),
                        cut -> assertThat(cut).isEqualTo("unreadable"));
    }

    @Test
    void what_kafka_keeps_no_longer_is_neither_shown_nor_sent() {
        var gone =
                new DeadLetters.DeadLetter(
                        0, "lamps.v1", 0, 1_000_000, "lamps", "", "", "", 1, "", Instant.EPOCH);
        assertThat(letters.content(gone)).isEmpty();
        assertThat(replay(gone)).isFalse();
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

    private List<DeadLetters.DeadLetter> open(UUID lamp) {
        return letters.open(null, 500).stream()
                .filter(letter -> lamp.toString().equals(letter.subject()))
                .toList();
    }

    /// Whether it was sent and nobody had done it before.
    private boolean replay(DeadLetters.DeadLetter letter) {
        var first = new AtomicBoolean();
        letters.sendAgain(
                List.of(letter), sent -> first.set(settle(sent, DeadLetters.Outcome.REPLAYED)));
        return first.get();
    }

    private boolean settle(DeadLetters.DeadLetter letter, DeadLetters.Outcome outcome) {
        return transaction.execute(_ -> letters.settle(letter, outcome));
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
