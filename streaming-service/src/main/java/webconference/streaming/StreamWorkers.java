package webconference.streaming;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The workers of this process, and the watchdog that cuts off those whose lease is lost, even when
/// their own thread hangs.
@Component
public class StreamWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamWorkers.class);
    private static final Duration WATCH_EVERY = Duration.ofMillis(250);

    private final StreamControl control;
    private final Capture capture;
    private final Publisher publisher;
    private final LiveDoor door;
    private final KeySafe keys;
    private final Traffic traffic;
    private final StreamSettings settings;
    private final Map<UUID, StreamWorker> working = new ConcurrentHashMap<>();
    private @Nullable Thread watchdog;

    StreamWorkers(
            StreamControl control,
            Capture capture,
            Publisher publisher,
            LiveDoor door,
            KeySafe keys,
            Traffic traffic,
            StreamSettings settings) {
        this.control = control;
        this.capture = capture;
        this.publisher = publisher;
        this.door = door;
        this.keys = keys;
        this.traffic = traffic;
        this.settings = settings;
    }

    /// Works on a run until it is over, or the lease is lost or to be handed over.
    ///
    /// @return whether the run is over
    public boolean work(UUID run, Lease lease) throws InterruptedException {
        var worker =
                new StreamWorker(
                        run, lease, control, capture, publisher, door, keys, traffic, settings);
        working.put(run, worker);
        try {
            return worker.work();
        } finally {
            working.remove(run, worker);
        }
    }

    /// The run has changed: its worker, if it is here, looks again.
    public void nudge(UUID run) {
        var worker = working.get(run);
        if (worker != null) {
            worker.nudge();
        }
    }

    public void nudgeAll() {
        working.values().forEach(StreamWorker::nudge);
    }

    /// How many runs are worked on here.
    public int busy() {
        return working.size();
    }

    @Override
    public void start() {
        watchdog = Thread.ofPlatform().name("stream-watchdog").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        var thread = watchdog;
        watchdog = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return watchdog != null;
    }

    /// Before the slots: stopped after the last worker has gone.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 20;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (var worker : working.values()) {
                    try {
                        worker.cutIfLeaseIsLost();
                    } catch (RuntimeException e) {
                        log.error("The watchdog could not look at a worker", e);
                    }
                }
                Thread.sleep(WATCH_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
