package webconference.streaming.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import webconference.streaming.StreamControl;
import webconference.streaming.StreamWorkers;

/// This instance's slots: a scheduler of its own, one thread for each. Built by hand, because a
/// bean would replace the one that carries the deadlines. Beside it the rounds, which say what no
/// worker can say: that a run waits for a slot, or lost its worker.
@Component
class SlotScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SlotScheduler.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ROUNDS = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final SlotTable table;
    private final StreamWorkers workers;
    private final StreamControl control;
    private final int slots;
    private final String name =
            "streams-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private @Nullable Scheduler scheduler;
    private @Nullable Thread rounds;

    SlotScheduler(
            DataSource dataSource,
            SlotTable table,
            StreamWorkers workers,
            StreamControl control,
            SlotSettings settings) {
        this.dataSource = dataSource;
        this.table = table;
        this.workers = workers;
        this.control = control;
        this.slots = settings.slots();
    }

    @Override
    public void start() {
        table.present(name, slots);
        if (slots > 0) {
            var started =
                    Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task())
                            .tableName(SlotTable.TABLE)
                            .schedulerName(new SchedulerName.Fixed(name))
                            .clock(SlotTable.MACHINE)
                            .serializer(new Jackson3Serializer())
                            .threads(slots)
                            .pollUsingLockAndFetch(0.99, 1.0)
                            .pollingInterval(POLL)
                            .heartbeatInterval(HeartbeatLease.HEARTBEAT)
                            .missedHeartbeatsLimit(HeartbeatLease.MISSED_HEARTBEATS)
                            .shutdownMaxWait(Duration.ofSeconds(12))
                            .build();
            started.start();
            scheduler = started;
        }
        rounds = Thread.ofPlatform().name("stream-rounds").daemon().start(this::walk);
    }

    /// Looks for runs at once instead of at the next poll.
    void look() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void stop() {
        var walking = rounds;
        rounds = null;
        if (walking != null) {
            walking.interrupt();
        }
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
        try {
            table.absent(name);
        } catch (RuntimeException e) {
            log.warn("This instance's slots are counted until they are missed", e);
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    private CustomTask<Void> task() {
        return Tasks.custom(SlotTable.RUN)
                .onDeadExecutionRevive()
                .onFailure((failed, operations) ->
                        operations.reschedule(failed, failed.getTimeDone().plus(AFTER_FAILURE)))
                .execute(this::work);
    }

    private CompletionHandler<Void> work(TaskInstance<Void> instance, ExecutionContext context) {
        var over = false;
        try {
            over = workers.work(UUID.fromString(instance.getId()), new HeartbeatLease(context));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return over
                ? (_, operations) -> operations.stop()
                : (left, operations) -> operations.reschedule(left, left.getTimeDone());
    }

    private void walk() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(ROUNDS);
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            table.present(name, slots);
            table.waiting().forEach(control::noSlot);
            table.abandoned().forEach(control::workerLost);
        } catch (RuntimeException e) {
            log.warn("A round over the runs failed; the next follows", e);
        }
    }
}
