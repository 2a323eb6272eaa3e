package webconference.eventing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What comes out of a topic, from its beginning, read by a thread of its own and written down in
/// the order of arrival. It belongs to no consumer group, so nothing can hold it up.
public final class Arrivals implements AutoCloseable {

    /// One record.
    public record Arrival(
            UUID subject, int partition, Map<String, String> headers, Instant arrived) {
        /// The identity it was sent with: aggregate, slash, revision.
        public String id() {
            return headers.getOrDefault("ce_id", "");
        }

        public long revision() {
            return Long.parseLong(id().substring(id().indexOf('/') + 1));
        }

        /// When its change was made, by the writer's clock.
        public Instant sent() {
            return Instant.parse(headers.getOrDefault("ce_time", ""));
        }

        public Duration delay() {
            return Duration.between(sent(), arrived);
        }
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    /// Reads a topic that exists.
    public Arrivals(String address, String topic) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = Thread.ofPlatform().name("arrivals").daemon().start(this::read);
    }

    private void read() {
        while (!closed) {
            var records = consumer.poll(Duration.ofMillis(200));
            var now = Instant.now();
            synchronized (arrivals) {
                records.forEach(record -> arrivals.add(arrival(record, now)));
            }
        }
        consumer.close();
    }

    private static Arrival arrival(ConsumerRecord<String, byte[]> record, Instant now) {
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Arrival(UUID.fromString(record.key()), record.partition(), headers, now);
    }

    public List<Arrival> all() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    /// Which events have not come, of aggregates that have counted so far.
    public Set<String> missing(Map<UUID, Long> revisions) {
        var missing = new HashSet<String>();
        revisions.forEach((aggregate, last) ->
                LongStream.rangeClosed(1, last)
                        .forEach(revision -> missing.add(aggregate + "/" + revision)));
        all().forEach(arrival -> missing.remove(arrival.id()));
        return missing;
    }

    /// Which events came before their predecessor, resends left out as an inbox does.
    public List<Arrival> outOfOrder() {
        var last = new HashMap<UUID, Long>();
        return firsts().stream()
                .filter(arrival -> {
                    var before = last.put(arrival.subject(), arrival.revision());
                    return arrival.revision() != (before == null ? 1 : before + 1);
                })
                .toList();
    }

    /// How many came more than once.
    public int resends() {
        return all().size() - firsts().size();
    }

    public Duration longestDelay() {
        return firsts().stream().map(Arrival::delay).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private List<Arrival> firsts() {
        var seen = new HashSet<String>();
        return all().stream().filter(arrival -> seen.add(arrival.id())).toList();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
