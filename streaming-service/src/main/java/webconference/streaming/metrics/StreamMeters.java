package webconference.streaming.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import webconference.streaming.Slots.Capacity;
import webconference.streaming.StopRule;
import webconference.streaming.StreamControl;
import webconference.streaming.StreamEvent.StreamEnded;
import webconference.streaming.StreamEvent.StreamInterrupted;
import webconference.streaming.Traffic;

/// Figures for those who look after the platform, and for whatever scales it. What is read from the
/// database (`stream_state`, `stream_slots…`) is the same on every instance; what is counted is
/// each instance's own.
@Component
@EnableScheduling
class StreamMeters implements Traffic {

    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final StreamControl control;
    private final Counter bytes;
    private final MultiGauge states;
    private final AtomicReference<Capacity> capacity = new AtomicReference<>(new Capacity(0, 0, 0));

    StreamMeters(MeterRegistry meters, JdbcClient jdbc, StreamControl control) {
        this.meters = meters;
        this.jdbc = jdbc;
        this.control = control;
        bytes =
                Counter.builder("stream.bytes")
                        .description("Bytes that targets have acknowledged")
                        .register(meters);
        states =
                MultiGauge.builder("stream.state")
                        .description("Runs by state; ended ones of the last hour by reason")
                        .register(meters);
        Gauge.builder("stream.slots", capacity, now -> now.get().slots())
                .description("Streams that can run at the same time")
                .register(meters);
        Gauge.builder(
                        "stream.slots.free",
                        capacity,
                        now -> Math.max(0, now.get().slots() - now.get().running()))
                .description("Slots that are free")
                .register(meters);
        Gauge.builder("stream.queued", capacity, now -> now.get().queued())
                .description("Streams that wait for a slot")
                .register(meters);
    }

    @Override
    public void acknowledged(long more) {
        bytes.increment((double) more);
    }

    @TransactionalEventListener
    void on(StreamEnded ended) {
        var reason = ended.reason().name();
        meters.counter("stream.ended", "reason", reason).increment();
        if (Arrays.stream(StopRule.values()).anyMatch(rule -> rule.name().equals(reason))) {
            meters.counter("stop.rule.fired", "rule", reason).increment();
        }
    }

    @TransactionalEventListener
    void on(StreamInterrupted interrupted) {
        meters.counter("stream.interrupted", "reason", interrupted.reason().name()).increment();
    }

    @Scheduled(fixedDelayString = "PT5S")
    void look() {
        capacity.set(control.capacity());
        List<Row<?>> rows =
                jdbc.sql(
                                """
                                select state, coalesce(reason, '') as reason, count(*) as runs
                                from stream_run
                                where state <> 'ENDED' or since > now() - interval '1 hour'
                                group by 1, 2
                                """)
                        .<Row<?>>query((row, _) ->
                                Row.of(
                                        Tags.of(
                                                "state",
                                                row.getString("state"),
                                                "reason",
                                                row.getString("reason")),
                                        row.getInt("runs")))
                        .list();
        states.register(rows, true);
    }
}
