package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

@LampsTest
@ExtendWith(OutputCaptureExtension.class)
class EventsTravelTest {

    @Autowired Lamps lamps;
    @Autowired Outbox outbox;
    @Autowired OutboxBacklog backlog;
    @Autowired JdbcClient jdbc;
    @Autowired MeterRegistry meters;
    @Autowired Tracer tracer;
    @Autowired KafkaConnectionDetails kafka;

    Arrivals arrivals;

    @BeforeEach
    void read() {
        arrivals = new Arrivals(kafka.getBootstrapServers().getFirst(), "lamps.v1");
    }

    @AfterEach
    void close() {
        arrivals.close();
    }

    @Test
    void an_event_arrives_as_the_record_its_type_names_and_as_other_when_that_is_unknown() {
        var lamp = lamps.hang();
        lamps.light(lamp, "hello");
        lamps.paint(lamp);
        await().untilAsserted(() ->
                assertThat(lamps.heardOf(lamp))
                        .containsExactly(
                                new Lamps.Heard(lamp, 1, "LampLit"),
                                new Lamps.Heard(lamp, 2, "Other")));
    }

    @Test
    void an_event_is_a_cloud_event_keyed_by_its_subject() {
        var lamp = lamps.hang();
        lamps.light(lamp, "hello");
        await().until(() -> arrivalsOf(lamp) == 1);
        var arrival =
                arrivals.all().stream().filter(a -> a.subject().equals(lamp)).findFirst().get();
        assertThat(arrival.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", lamp + "/1")
                .containsEntry("ce_type", "LampLit")
                .containsEntry("ce_source", "/lamps")
                .containsEntry("ce_subject", lamp.toString())
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time");
    }

    @Test
    void an_event_belongs_to_the_trace_of_its_change() {
        var lamp = lamps.hang();
        var span = tracer.nextSpan().name("a click").start();
        try (var _ = tracer.withSpan(span)) {
            lamps.light(lamp, "hello");
        } finally {
            span.end();
        }
        await().until(() -> arrivalsOf(lamp) == 1);
        assertThat(arrivals.all())
                .filteredOn(arrival -> arrival.subject().equals(lamp))
                .first()
                .extracting(arrival -> arrival.headers().get("traceparent"))
                .asString()
                .startsWith("00-" + span.context().traceId() + "-" + span.context().spanId());
    }

    @Test
    void a_change_that_is_rolled_back_is_never_told() {
        var lamp = lamps.hang();
        assertThatThrownBy(() -> lamps.lightAndChangeItsMind(lamp)).hasMessage("changed its mind");
        lamps.light(lamp, "this one counts");
        await().until(() -> arrivalsOf(lamp) == 1);
        assertThat(lamps.revisions()).containsEntry(lamp, 1L);
        assertThat(lamps.waiting()).isZero();
    }

    @Test
    void outside_a_transaction_nothing_can_be_told() {
        var event =
                new OutgoingEvent(
                        "lamps.v1", UUID.randomUUID(), UUID.randomUUID(), 1, Instant.now(), "x");
        assertThatThrownBy(() -> outbox.put(event))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void an_event_that_comes_twice_has_its_effect_once() {
        var lamp = lamps.hang();
        lamps.light(lamp, "once");
        lamps.tellAgain(lamp, 1);
        lamps.tellAgain(lamp, 1);
        lamps.light(lamp, "more");
        await().untilAsserted(() ->
                assertThat(lamps.heardOf(lamp)).extracting(Lamps.Heard::revision).contains(2L));
        assertThat(lamps.heardOf(lamp)).extracting(Lamps.Heard::revision).containsExactly(1L, 2L);
        assertThat(arrivalsOf(lamp)).isEqualTo(4);
        assertThat(meters.counter("event.duplicates.dropped", "topic", "lamps.v1").count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void writers_that_commit_late_lose_nothing_and_keep_the_order_of_each_lamp() throws Exception {
        var hung = lamps.hang(8);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                writers.execute(() -> {
                    var random = ThreadLocalRandom.current();
                    for (int i = 0; i < 60; i++) {
                        var lamp = hung.get(random.nextInt(hung.size()));
                        lamps.lightAndCommitLate(lamp, random.nextInt(40));
                    }
                });
            }
        }
        var revisions = lamps.revisions();
        revisions.keySet().retainAll(hung);
        assertThat(revisions.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(480);
        await().untilAsserted(() -> assertThat(arrivals.missing(revisions)).isEmpty());
        assertThat(arrivals.outOfOrder()).noneMatch(arrival -> hung.contains(arrival.subject()));
    }

    @Test
    void a_record_that_kafka_refuses_is_set_aside_and_its_lamp_goes_on(CapturedOutput output) {
        var lamp = lamps.hang();
        lamps.light(lamp, "before");
        lamps.light(lamp, "much too long ".repeat(200_000));
        lamps.light(lamp, "after");
        await().untilAsserted(() ->
                assertThat(lamps.heardOf(lamp))
                        .extracting(Lamps.Heard::revision)
                        .containsExactly(1L, 3L));
        assertThat(
                        jdbc.sql("select attempts, cause from outbox where event_id = ?")
                                .param(lamp + "/2")
                                .query()
                                .singleRow())
                .containsEntry("attempts", 1)
                .extractingByKey("cause")
                .asString()
                .contains("RecordTooLargeException");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(meters.get("outbox.dead.rows").gauge().value()).isEqualTo(1));
        assertThat(output).contains("Kafka refused event " + lamp + "/2");
        assertThat(output).doesNotContain("much too long");
        jdbc.sql("delete from outbox where dead_at is not null").update();
    }

    @Test
    void the_backlog_is_measured() {
        await().untilAsserted(() -> {
            assertThat(meters.get("outbox.rows").gauge().value()).isZero();
            assertThat(meters.get("outbox.oldest").gauge().value()).isZero();
        });
    }

    private long arrivalsOf(UUID lamp) {
        return arrivals.all().stream().filter(arrival -> arrival.subject().equals(lamp)).count();
    }
}
