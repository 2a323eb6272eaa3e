package webconference.streaming.scheduling;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import webconference.streaming.Lease;

/// A lease that holds as long as db-scheduler's heartbeat gets through. Another instance may take
/// the run when four heartbeats are missing; here it is given up after half of that time, by the
/// wall clock that the heartbeat is written with, and also when nobody looked for as long by the
/// monotonic one: then this process was frozen.
final class HeartbeatLease implements Lease {

    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    static final int MISSED_HEARTBEATS = 4;
    private static final double GIVEN_UP_AT = 0.5;
    private static final Duration FROZEN = HEARTBEAT.multipliedBy(MISSED_HEARTBEATS);

    private final ExecutionContext context;
    private @Nullable Long askedAt;
    private boolean lost;

    HeartbeatLease(ExecutionContext context) {
        this.context = context;
    }

    @Override
    public long token() {
        return context.getExecution().version;
    }

    @Override
    public synchronized boolean isHeld() {
        var now = System.nanoTime();
        var frozen = askedAt != null && now - askedAt > FROZEN.toNanos();
        askedAt = now;
        lost |=
                frozen
                        || context.getCurrentlyExecuting().getHeartbeatState().getFractionDead()
                                > GIVEN_UP_AT;
        return !lost;
    }

    @Override
    public boolean isToBeHandedOver() {
        return context.getSchedulerState().isShuttingDown();
    }
}
