package webconference.eventing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/// Takes events from the outbox to Kafka as soon as they are committed, on whichever instance.
///
/// Every instance listens for commits and polls twice a second besides, in one call. No wake-up is
/// lost when another instance holds the lock: it may have read its rows before our commit, but then
/// that commit's notification is still waiting for it, and comes right after. In case it dies or
/// freezes first, whoever found it busy looks again soon.
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int POLL_MS = 500;
    private static final int BUSY_MS = 50;

    private final JdbcConnectionDetails database;
    private final EventTopics topics;
    private final OutboxDrain drain;
    private final OutboxBacklog backlog;
    private volatile boolean running;
    private @Nullable Thread thread;
    private boolean inTrouble;

    OutboxRelay(
            JdbcConnectionDetails database,
            EventTopics topics,
            OutboxDrain drain,
            OutboxBacklog backlog) {
        this.database = database;
        this.topics = topics;
        this.drain = drain;
        this.backlog = backlog;
    }

    /// Early to start and late to stop: the last requests and listeners still put events.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var relay = thread;
        if (relay != null) {
            try {
                relay.join(5_000);
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
                relay();
            } catch (SQLException | RuntimeException e) {
                if (running && !inTrouble) {
                    inTrouble = true;
                    log.warn("The outbox cannot be read; trying again until it can", e);
                }
                try {
                    Thread.sleep(POLL_MS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void relay() throws SQLException {
        try (var commits = listening()) {
            while (running) {
                var outcome = topics.exist() ? drain.walk() : OutboxDrain.Outcome.EMPTY;
                backlog.refresh();
                if (inTrouble) {
                    inTrouble = false;
                    log.info("The outbox can be read again");
                }
                switch (outcome) {
                    case MORE -> {}
                    case BUSY -> awaitCommit(commits, BUSY_MS);
                    case EMPTY -> awaitCommit(commits, POLL_MS);
                }
            }
        }
    }

    private static void awaitCommit(Connection commits, int atMostMs) throws SQLException {
        commits.unwrap(PGConnection.class).getNotifications(atMostMs);
    }

    /// A connection of its own, straight to the database: a pool that shares connections between
    /// transactions would drop the subscription.
    private Connection listening() throws SQLException {
        var properties = new Properties();
        var user = database.getUsername();
        if (user != null) {
            PGProperty.USER.set(properties, user);
        }
        var password = database.getPassword();
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, "outbox relay");
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true); // a lost host must not leave us deaf
        var connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + Outbox.CHANNEL);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
