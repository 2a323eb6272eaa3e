package webconference.eventing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import webconference.eventing.DeadLetters.DeadLetter;
import webconference.eventing.DeadLetters.Unreachable;

/// The dead letters as they are on Kafka, by their places.
class ParkedRecords {

    /// What was added when a record was parked; it does not travel back.
    static final String ADDED = "kafka_dlt-";

    /// Whoever looks for one waits for it.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String group;

    ParkedRecords(
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            String group) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.group = group;
    }

    /// Begins to read; what is read is left where it is.
    Reading read() {
        var settings = new Properties();
        settings.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        return new Reading(consumers.createConsumer(group + "-reading", null, null, settings));
    }

    /// One thread's way to several of them.
    static final class Reading implements AutoCloseable {

        private final Consumer<String, byte[]> consumer;

        private Reading(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        /// Empty: Kafka keeps it no longer.
        Optional<ConsumerRecord<String, byte[]>> find(DeadLetter letter) {
            var where = new TopicPartition(letter.topic() + DeadLetters.SUFFIX, letter.partition());
            try {
                if (!isKept(where, letter.place())) {
                    return Optional.empty();
                }
                consumer.assign(List.of(where));
                consumer.seek(where, letter.place());
                var found = consumer.poll(PATIENCE).records(where);
                if (found.isEmpty()) {
                    throw new Unreachable("Kafka did not bring " + letter, null);
                }
                return Optional.of(found.getFirst())
                        .filter(record -> record.offset() == letter.place());
            } catch (KafkaException e) {
                throw new Unreachable("Kafka does not tell of " + letter, e);
            }
        }

        private boolean isKept(TopicPartition where, long place) {
            return place >= consumer.beginningOffsets(Set.of(where)).getOrDefault(where, 0L)
                    && place < consumer.endOffsets(Set.of(where)).getOrDefault(where, 0L);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /// Sends it to that topic as it was before it was parked.
    void sendAgain(String topic, ConsumerRecord<String, byte[]> letter) {
        var record = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (var header : letter.headers()) {
            if (!header.key().startsWith(ADDED)) {
                record.headers().add(header);
            }
        }
        try {
            kafka.send(record).get();
        } catch (ExecutionException | KafkaException e) {
            throw new Unreachable("Kafka did not take a replayed event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("stopped while replaying", e);
        }
    }
}
