package webconference.streaming;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what may take long beside the worker of a run, on threads that carry the run's name.
record Aside(UUID run) {

    private static final Logger log = LoggerFactory.getLogger(Aside.class);

    Thread start(String name, Runnable what) {
        return Thread.ofVirtual()
                .name(name + "-" + run)
                .start(() -> {
                    try {
                        what.run();
                    } catch (RuntimeException e) {
                        log.warn("Run {}: {} failed", run, name, e);
                    }
                });
    }

    /// Waits for it, but not longer than that; then it goes on alone.
    void await(String name, Runnable what, Duration atMost) {
        var thread = start(name, what);
        try {
            if (!thread.join(atMost)) {
                log.warn("Run {}: {} takes longer than {}", run, name, atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
