package webconference.eventing;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/// Tells of events that could not be handled: in the log once when a second try has failed too and
/// once when they are parked, with ids and never with their content, and in the counter
/// `dead_letters_total`. The cause in full is in the dead letter's headers, and how often it was
/// tried.
class FailedEvents implements RetryListener {

    /// The header that tells how often a dead letter was tried.
    static final String TRIES = ParkedRecords.ADDED + "tries";

    private static final Logger log = LoggerFactory.getLogger(FailedEvents.class);

    private final MeterRegistry meters;

    FailedEvents(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void failedDelivery(
            ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
        record.headers()
                .remove(TRIES)
                .add(TRIES, String.valueOf(attempt).getBytes(StandardCharsets.UTF_8));
        if (attempt == 2) {
            log.warn("Could not handle {}; trying again: {}", name(record), Causes.named(failure));
        }
    }

    @Override
    public void recovered(ConsumerRecord<?, ?> record, @Nullable Exception failure) {
        meters.counter("dead.letters", "topic", record.topic()).increment();
        log.error("Parked {} as a dead letter: {}", name(record), Causes.named(failure));
    }

    @Override
    public void recoveryFailed(
            ConsumerRecord<?, ?> record, @Nullable Exception original, Exception failure) {
        log.error("Could not park {}; trying again: {}", name(record), Causes.named(failure));
    }

    private static String name(ConsumerRecord<?, ?> record) {
        return "%s %s of %s (%s-%d@%d)"
                .formatted(
                        header(record, "ce_type"),
                        header(record, "ce_id"),
                        record.key(),
                        record.topic(),
                        record.partition(),
                        record.offset());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
