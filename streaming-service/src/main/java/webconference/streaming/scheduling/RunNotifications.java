package webconference.streaming.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import webconference.eventing.Channel;
import webconference.streaming.StreamWorkers;

/// Hears that a run has changed, wherever it was decided, and wakes the slots and the run's worker.
/// What is missed while the connection is away is found by polling.
@Component
class RunNotifications implements SmartLifecycle, Channel.Listener {

    private static final Duration WAIT = Duration.ofMillis(500);

    private final JdbcConnectionDetails database;
    private final SlotScheduler slots;
    private final StreamWorkers workers;
    private volatile @Nullable Channel channel;

    RunNotifications(JdbcConnectionDetails database, SlotScheduler slots, StreamWorkers workers) {
        this.database = database;
        this.slots = slots;
        this.workers = workers;
    }

    @Override
    public void start() {
        channel = Channel.listen(database, this, SlotTable.CHANNEL);
    }

    @Override
    public void stop() {
        var open = channel;
        if (open != null) {
            open.close();
            channel = null;
        }
    }

    @Override
    public boolean isRunning() {
        return channel != null;
    }

    @Override
    public void connected() {
        slots.look();
        workers.nudgeAll();
    }

    @Override
    public Duration hear(List<Channel.Notice> runs) {
        if (!runs.isEmpty()) {
            slots.look();
        }
        runs.forEach(run -> workers.nudge(UUID.fromString(run.text())));
        return WAIT;
    }
}
