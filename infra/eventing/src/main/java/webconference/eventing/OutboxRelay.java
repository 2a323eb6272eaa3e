package webconference.eventing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes events from the outbox to Kafka. Every instance is woken by a commit anywhere; one drains
/// at a time, under an advisory lock that goes when its connection goes; one record per subject is
/// in flight; a row is deleted, by its id, once Kafka has acknowledged it.
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long LOCK = 7_242;
    private static final int BATCH = 500;
    private static final int NAP_MS = 500;
    private static final int LONGEST_NAP_MS = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final JdbcConnectionDetails database;
    private final String source;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            KafkaTemplate<String, byte[]> kafka,
            JdbcConnectionDetails database,
            String source) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.kafka = kafka;
        this.database = database;
        this.source = source;
    }

    private record Row(
            long seq,
            String topic,
            UUID subject,
            String id,
            String type,
            Instant at,
            @Nullable String traceparent,
            byte[] payload) {}

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var relay = thread;
        if (relay != null) {
            try {
                relay.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                listen();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                log.warn("The outbox cannot be read; trying again", e);
                try {
                    Thread.sleep(NAP_MS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void listen() throws SQLException, InterruptedException {
        try (var connection =
                        DriverManager.getConnection(
                                database.getJdbcUrl(),
                                database.getUsername(),
                                database.getPassword());
                var statement = connection.createStatement();
                var steps = Executors.newVirtualThreadPerTaskExecutor()) {
            statement.execute("listen " + Outbox.CHANNEL);
            var nap = NAP_MS;
            while (running) {
                switch (drain(steps)) {
                    case MORE -> {}
                    case EMPTY -> {
                        nap = NAP_MS;
                        connection.unwrap(PGConnection.class).getNotifications(NAP_MS);
                    }
                    case HELD_UP -> {
                        nap = Math.min(nap * 2, LONGEST_NAP_MS);
                        Thread.sleep(nap);
                    }
                }
            }
        }
    }

    private enum Drained {
        MORE,
        EMPTY,
        HELD_UP
    }

    private Drained drain(ExecutorService steps) {
        return transaction.execute(_ -> drainUnderLock(steps));
    }

    private Drained drainUnderLock(ExecutorService steps) {
        // A holder that is frozen, or whose host is gone, must not keep the lock.
        jdbc.sql("set local idle_in_transaction_session_timeout = '15s'").update();
        if (!jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single()) {
            return Drained.EMPTY;
        }
        var rows = oldest();
        if (rows.isEmpty()) {
            return Drained.EMPTY;
        }
        Set<Long> sent = ConcurrentHashMap.newKeySet();
        var chains =
                rows.stream()
                        .collect(groupingBy(Row::subject, LinkedHashMap::new, toList()))
                        .values()
                        .stream()
                        .map(chain -> send(chain, sent, steps))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(chains).join();
        jdbc.sql("delete from outbox where seq = any(?)").param(sent.toArray(Long[]::new)).update();
        return sent.size() < rows.size() ? Drained.HELD_UP : Drained.MORE;
    }

    private List<Row> oldest() {
        return jdbc.sql(
                        """
                        select seq, topic, subject, event_id, type, at, traceparent, payload
                        from outbox order by seq limit ?
                        """)
                .param(BATCH)
                .query((row, _) ->
                        new Row(
                                row.getLong("seq"),
                                row.getString("topic"),
                                row.getObject("subject", UUID.class),
                                row.getString("event_id"),
                                row.getString("type"),
                                row.getTimestamp("at").toInstant(),
                                row.getString("traceparent"),
                                row.getBytes("payload")))
                .list();
    }

    /// Sends one subject's events one after the other; the first that fails holds back the rest.
    private CompletableFuture<?> send(List<Row> chain, Set<Long> sent, ExecutorService steps) {
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (var row : chain) {
            last =
                    last.thenComposeAsync(_ -> kafka.send(recordOf(row)), steps)
                            .thenRun(() -> sent.add(row.seq()));
        }
        return last.exceptionally(e -> {
            log.warn("Kafka did not take an event of {}", chain.getFirst().subject(), e);
            return null;
        });
    }

    private ProducerRecord<String, byte[]> recordOf(Row row) {
        var record = new ProducerRecord<>(row.topic(), row.subject().toString(), row.payload());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", row.id());
        header(record, "ce_type", row.type());
        header(record, "ce_source", source);
        header(record, "ce_subject", row.subject().toString());
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
