package webconference.eventing;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps the tables small: once an hour it forgets what is too old to arrive again, and dead
/// letters about which something was done as long ago.
class Purge implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);

    private final Inbox inbox;
    private final @Nullable DeadLetters letters;
    private final Duration retention;
    private @Nullable ScheduledExecutorService thread;

    /// @param letters null: this service keeps no list of them
    Purge(Inbox inbox, @Nullable DeadLetters letters, Duration retention) {
        this.inbox = inbox;
        this.letters = letters;
        this.retention = retention;
    }

    @Override
    public void start() {
        var hourly =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("purge").daemon().factory());
        var _ = hourly.scheduleWithFixedDelay(this::purge, 1, 60, MINUTES);
        thread = hourly;
    }

    @Override
    public void stop() {
        var hourly = thread;
        if (hourly != null) {
            hourly.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void purge() {
        try {
            inbox.forgetOlderThan(retention);
            if (letters != null) {
                letters.forgetSettledBefore(retention);
            }
        } catch (RuntimeException e) {
            log.warn("Old rows could not be purged; trying again in an hour", e);
        }
    }
}
