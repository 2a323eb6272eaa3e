package webconference.streaming;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a worker was told and has not heard yet, in order. Anyone may tell, the worker listens.
final class Signals {

    private final BlockingQueue<Signal> waiting = new LinkedBlockingQueue<>();
    private boolean isClosed; // guarded by this

    /// @return whether somebody will hear it; if not, a publication that it brings must be closed
    ///   by who made it
    synchronized boolean tell(Signal signal) {
        return !isClosed && waiting.add(signal);
    }

    /// The next one, or nothing within that time.
    @Nullable Signal next(Duration within) throws InterruptedException {
        return waiting.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Nobody listens any more. Publications that were made meanwhile are closed; safe to repeat.
    void close() {
        synchronized (this) {
            isClosed = true;
        }
        for (var late = waiting.poll(); late != null; late = waiting.poll()) {
            if (late instanceof Signal.Connected(_, var made)) {
                made.close();
            }
        }
    }
}
