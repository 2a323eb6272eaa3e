package webconference.eventing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What waits in the outbox, as gauges: `outbox_rows`, `outbox_oldest_seconds` and
/// `outbox_dead_rows`. The relay looks every five seconds; a scrape reads what was seen, and NaN
/// when that is too long ago. Every instance on one database reports the same.
class OutboxBacklog implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration TOO_OLD = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private volatile Seen last;

    OutboxBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.last =
                new Seen(Double.NaN, Double.NaN, Double.NaN, System.nanoTime() - TOO_OLD.toNanos());
    }

    private record Seen(double rows, double dead, double oldestSeconds, long when) {
        boolean isOlderThan(Duration age) {
            return System.nanoTime() - when > age.toNanos();
        }
    }

    void refresh() {
        if (last.isOlderThan(FRESH)) {
            last =
                    jdbc.sql(
                                    """
                                    select count(*) filter (where dead_at is null) as rows,
                                           count(dead_at) as dead,
                                           coalesce(extract(epoch from clock_timestamp()
                                               - min(stored_at) filter (where dead_at is null)), 0)
                                               as oldest
                                    from outbox
                                    """)
                            .query((row, _) ->
                                    new Seen(
                                            row.getDouble("rows"),
                                            row.getDouble("dead"),
                                            row.getDouble("oldest"),
                                            System.nanoTime()))
                            .single();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("outbox.rows", "Events that wait for Kafka", Seen::rows).register(registry);
        gauge("outbox.dead.rows", "Events that Kafka refused for good", Seen::dead)
                .register(registry);
        gauge("outbox.oldest", "How long the oldest event has waited", Seen::oldestSeconds)
                .baseUnit("seconds")
                .register(registry);
    }

    private Gauge.Builder<OutboxBacklog> gauge(
            String name, String description, ToDoubleFunction<Seen> part) {
        return Gauge.builder(name, this, backlog -> backlog.read(part)).description(description);
    }

    private double read(ToDoubleFunction<Seen> part) {
        var seen = last;
        return seen.isOlderThan(TOO_OLD) ? Double.NaN : part.applyAsDouble(seen);
    }
}
