package webconference.eventing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// One walk from the outbox to Kafka, under a lock that all instances on this database share: the
/// oldest rows are read, sent and, once Kafka has acknowledged them, deleted by their ids.
///
/// Rows of one subject on one topic make a lane. Lanes go side by side; in a lane one record is in
/// flight at a time, so a record that fails can never be overtaken by the next. A lane that Kafka
/// did not take waits, ever longer up to ten seconds, without holding up the others. A record that
/// Kafka refuses for good is set aside as dead and its lane goes on (decision 0010).
///
/// Used by one thread.
class OutboxDrain {

    /// What a walk came to.
    enum Outcome {
        /// Rows went out; there may be more.
        MORE,
        /// Nothing to send now.
        EMPTY,
        /// Another instance is at it.
        BUSY
    }

    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);
    private static final long LOCK = 7_242;
    private static final int BATCH = 500;
    private static final int ATTEMPTS = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// No send is begun after this long. A send takes 8 s at most (`max.block.ms` and
    /// `delivery.timeout.ms`), so a walk ends before PostgreSQL takes it for frozen.
    private static final Duration SENDING = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private final Map<Lane, Pause> pauses = new HashMap<>();

    OutboxDrain(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            KafkaTemplate<String, byte[]> kafka,
            String source) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.kafka = kafka;
        this.source = source;
    }

    private record Lane(String topic, UUID subject) {
        @Override
        public String toString() {
            return topic + "/" + subject;
        }
    }

    private record Row(
            long seq,
            Lane lane,
            String id,
            String type,
            Instant at,
            @Nullable String traceparent,
            byte[] payload) {}

    private record Pause(Duration length, long until) {
        static Pause after(@Nullable Pause last) {
            var length = last == null ? SHORTEST_PAUSE : last.length().multipliedBy(2);
            if (length.compareTo(LONGEST_PAUSE) > 0) {
                length = LONGEST_PAUSE;
            }
            return new Pause(length, System.nanoTime() + length.toNanos());
        }

        boolean isOver() {
            return System.nanoTime() - until >= 0;
        }
    }

    private record Failure(Row row, Setback setback, Throwable cause) {}

    private record Sendings(Queue<Row> sent, Queue<Failure> failed, long begun) {
        Sendings() {
            this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), System.nanoTime());
        }

        boolean areToEnd() {
            return System.nanoTime() - begun > SENDING.toNanos();
        }
    }

    Outcome walk() {
        return transaction.execute(_ -> isMine() ? sendOldest() : Outcome.BUSY);
    }

    /// The lock goes with the transaction, so with the connection of a holder that dies. One that
    /// is frozen, or whose host is gone, has its connection taken from it.
    private boolean isMine() {
        return jdbc.sql(
                        """
                        select set_config('idle_in_transaction_session_timeout', '15s', true),
                               pg_try_advisory_xact_lock(?) as mine
                        """)
                .param(LOCK)
                .query((row, _) -> row.getBoolean("mine"))
                .single();
    }

    private Outcome sendOldest() {
        var rows = oldest();
        if (rows.isEmpty()) {
            return Outcome.EMPTY;
        }
        var sendings = new Sendings();
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            rows.stream()
                    .collect(groupingBy(Row::lane, LinkedHashMap::new, toList()))
                    .values()
                    .forEach(lane -> lanes.execute(() -> send(lane, sendings)));
        }
        keepBooks(sendings);
        return sendings.sent().isEmpty() ? Outcome.EMPTY : Outcome.MORE;
    }

    private List<Row> oldest() {
        var waiting =
                pauses.entrySet().stream()
                        .filter(pause -> !pause.getValue().isOver())
                        .map(pause -> pause.getKey().toString())
                        .toArray(String[]::new);
        return jdbc.sql(
                        """
                        select seq, topic, subject, event_id, type, at, traceparent, payload
                        from outbox
                        where dead_at is null and topic || '/' || subject <> all (?)
                        order by seq limit ?
                        """)
                .params(waiting, BATCH)
                .query((row, _) ->
                        new Row(
                                row.getLong("seq"),
                                new Lane(
                                        row.getString("topic"),
                                        row.getObject("subject", UUID.class)),
                                row.getString("event_id"),
                                row.getString("type"),
                                row.getTimestamp("at").toInstant(),
                                row.getString("traceparent"),
                                row.getBytes("payload")))
                .list();
    }

    private void send(List<Row> lane, Sendings sendings) {
        for (var row : lane) {
            if (sendings.areToEnd()) {
                return;
            }
            try {
                kafka.send(recordOf(row)).get();
                sendings.sent().add(row);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | RuntimeException e) {
                var setback = Setback.of(e);
                sendings.failed().add(new Failure(row, setback, e));
                if (setback != Setback.REFUSED) {
                    return;
                }
            }
        }
    }

    private void keepBooks(Sendings sendings) {
        var sent = sendings.sent().stream().map(Row::seq).toArray(Long[]::new);
        jdbc.sql("delete from outbox where seq = any (?)").param(sent).update();
        var wereTaken = pauses.isEmpty();
        sendings.sent().forEach(row -> pauses.remove(row.lane()));
        for (var failure : sendings.failed()) {
            switch (failure.setback()) {
                case AWAY -> pause(failure, wereTaken);
                case FORBIDDEN -> {
                    pause(failure, wereTaken);
                    count(failure, ATTEMPTS);
                }
                case REFUSED -> count(failure, 1);
            }
        }
        if (!wereTaken && pauses.isEmpty()) {
            log.info("Kafka takes events again");
        }
    }

    private void pause(Failure failure, boolean wereTaken) {
        if (wereTaken && pauses.isEmpty()) {
            log.warn(
                    "Kafka does not take events; they wait: {} of {}, {}",
                    failure.row().id(),
                    failure.row().lane(),
                    Causes.named(failure.cause()));
        }
        pauses.compute(failure.row().lane(), (_, last) -> Pause.after(last));
    }

    private void count(Failure failure, int deadAfter) {
        var row = failure.row();
        var cause = Causes.named(failure.cause());
        var dead =
                jdbc.sql(
                                """
                                update outbox
                                set attempts = attempts + 1, cause = :cause,
                                    dead_at = case when attempts + 1 >= :most then clock_timestamp() end
                                where seq = :seq
                                returning dead_at is not null as dead
                                """)
                        .param("cause", cause)
                        .param("most", deadAfter)
                        .param("seq", row.seq())
                        .query(Boolean.class)
                        .single();
        if (dead) {
            pauses.remove(row.lane());
            log.error(
                    "Kafka refused event {} ({}) of {} for good, it is set aside as row {}: {}",
                    row.id(),
                    row.type(),
                    row.lane(),
                    row.seq(),
                    cause);
        }
    }

    private ProducerRecord<String, byte[]> recordOf(Row row) {
        var subject = row.lane().subject().toString();
        var record = new ProducerRecord<>(row.lane().topic(), subject, row.payload());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", row.id());
        header(record, "ce_type", row.type());
        header(record, "ce_source", source);
        header(record, "ce_subject", subject);
        header(record, "ce_time", row.at().toString());
        header(record, "content-type", "application/json");
        if (row.traceparent() != null) {
            header(record, "traceparent", row.traceparent());
        }
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
