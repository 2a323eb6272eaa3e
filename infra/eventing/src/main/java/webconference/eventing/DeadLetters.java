package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;

/// The events that this service's listeners could not handle, and that wait on the dead-letter
/// topics for somebody to look. How far they were replayed is the offset of a consumer group.
public class DeadLetters {

    static final String SUFFIX = "-dlt";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final String ADDED = "kafka_dlt-";

    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;
    private final List<String> topics;
    private final String group;

    DeadLetters(
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            List<String> topics,
            String group) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.topics = topics;
        this.group = group;
    }

    /// One of them, without its content, which may hold what people wrote.
    ///
    /// @param topic where it was heard
    /// @param cause the failure's class
    public record DeadLetter(
            String topic, String id, String type, String key, Instant parkedAt, String cause) {}

    /// What was parked and not replayed since, in no order across topics.
    public List<DeadLetter> waiting() {
        var waiting = new ArrayList<DeadLetter>();
        walk((letter, _) -> waiting.add(describe(letter)));
        return waiting;
    }

    /// Sends what waits to where it was heard, once more and as it was. Other services that handled
    /// it recognise it; it comes after later events of its room.
    ///
    /// @return how many were sent
    public int replay() {
        var replayed = new ArrayList<DeadLetter>();
        walk((letter, consumer) -> {
            sendAgain(letter);
            replayed.add(describe(letter));
            consumer.commitSync(
                    Map.of(
                            new TopicPartition(letter.topic(), letter.partition()),
                            new OffsetAndMetadata(letter.offset() + 1)));
        });
        replayed.forEach(letter -> log.info("Replayed {} {}", letter.type(), letter.id()));
        return replayed.size();
    }

    private interface Step {
        void take(ConsumerRecord<String, byte[]> letter, Consumer<String, byte[]> consumer);
    }

    private void walk(Step step) {
        try (var consumer = consumers.createConsumer(group + "-replay", "replay")) {
            var partitions =
                    topics.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic + SUFFIX).stream())
                            .map(part -> new TopicPartition(part.topic(), part.partition()))
                            .collect(Collectors.toSet());
            consumer.assign(partitions);
            var unread = new HashMap<>(consumer.endOffsets(partitions));
            unread.entrySet().removeIf(end -> isReached(end, consumer));
            while (!unread.isEmpty()) {
                for (var letter : consumer.poll(Duration.ofSeconds(1))) {
                    if (group.equals(header(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP))) {
                        step.take(letter, consumer);
                    }
                }
                unread.entrySet().removeIf(end -> isReached(end, consumer));
            }
        }
    }

    private static boolean isReached(Map.Entry<TopicPartition, Long> end, Consumer<?, ?> consumer) {
        return consumer.position(end.getKey()) >= end.getValue();
    }

    private void sendAgain(ConsumerRecord<String, byte[]> letter) {
        var record =
                new ProducerRecord<>(
                        header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC),
                        letter.key(),
                        letter.value());
        for (var header : letter.headers()) {
            if (!header.key().startsWith(ADDED)) {
                record.headers().add(header);
            }
        }
        try {
            kafka.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a replayed event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while replaying", e);
        }
    }

    private static DeadLetter describe(ConsumerRecord<String, byte[]> letter) {
        var cause = header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
        return new DeadLetter(
                header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC),
                header(letter, "ce_id"),
                header(letter, "ce_type"),
                letter.key(),
                Instant.ofEpochMilli(letter.timestamp()),
                cause.isEmpty() ? header(letter, KafkaHeaders.DLT_EXCEPTION_FQCN) : cause);
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
