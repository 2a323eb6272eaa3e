package webconference.streaming.scheduling;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import webconference.streaming.StreamWorkers;

/// Hears that a run has changed, wherever it was decided, and wakes the slots and the run's worker.
/// What is missed while the connection is away is found by polling.
@Component
class RunNotifications implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RunNotifications.class);
    private static final int NAP_MS = 500;

    private final JdbcConnectionDetails database;
    private final SlotScheduler slots;
    private final StreamWorkers workers;
    private volatile boolean running;
    private @Nullable Thread thread;

    RunNotifications(JdbcConnectionDetails database, SlotScheduler slots, StreamWorkers workers) {
        this.database = database;
        this.slots = slots;
        this.workers = workers;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("run-notifications").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var listener = thread;
        if (listener != null) {
            try {
                listener.join(3L * NAP_MS);
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
            } catch (SQLException | RuntimeException e) {
                log.warn("Changes of runs are not heard; trying again", e);
                try {
                    Thread.sleep(NAP_MS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void listen() throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.getJdbcUrl(),
                                database.getUsername(),
                                database.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("listen " + SlotTable.CHANNEL);
            slots.look();
            workers.nudgeAll();
            while (running) {
                var heard = connection.unwrap(PGConnection.class).getNotifications(NAP_MS);
                if (heard.length > 0) {
                    slots.look();
                }
                for (var notification : heard) {
                    workers.nudge(UUID.fromString(notification.getParameter()));
                }
            }
        }
    }
}
