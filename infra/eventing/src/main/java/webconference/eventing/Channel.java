package webconference.eventing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// Listens to what is said on a channel of the database (`pg_notify`), on a thread of its own,
/// until it is closed. Everybody who listens hears the same, in the order of the commits.
///
/// It has a connection of its own too, straight to the database: a pool that shares connections
/// between transactions would drop the subscription. When that is lost it begins anew and says so,
/// for what was said meanwhile is not known.
public final class Channel implements AutoCloseable {

    /// What was said on which channel.
    public record Notice(String channel, String text) {}

    /// What is done about it.
    public interface Listener {

        /// From now on nothing is missed; what was said before may have been.
        void connected();

        /// Something was said, or nothing for as long as was asked for.
        ///
        /// @return how long to wait for more before this is called again
        Duration hear(List<Notice> notices);
    }

    private static final Logger log = LoggerFactory.getLogger(Channel.class);
    private static final Duration NAP = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final List<String> names;
    private final JdbcConnectionDetails database;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean open = true;
    private boolean inTrouble;

    private Channel(List<String> names, JdbcConnectionDetails database, Listener listener) {
        this.names = names;
        this.database = database;
        this.listener = listener;
        this.thread =
                Thread.ofPlatform()
                        .name(names.getFirst().replace('_', '-'))
                        .daemon()
                        .unstarted(this::run);
    }

    public static Channel listen(
            JdbcConnectionDetails database, Listener listener, String... names) {
        var channel = new Channel(List.of(names), database, listener);
        channel.thread.start();
        return channel;
    }

    /// Waits until the listener is done with what it is at, but not for ever.
    @Override
    public void close() {
        open = false;
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (open) {
            try {
                hearAll();
            } catch (SQLException | RuntimeException e) {
                if (open && !inTrouble) {
                    inTrouble = true;
                    log.warn("Nothing is heard on {}; trying again until something is", names, e);
                }
                try {
                    Thread.sleep(NAP);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void hearAll() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            for (var name : names) {
                statement.execute("listen " + name);
            }
            listener.connected();
            var wait = listener.hear(List.of());
            while (open) {
                if (inTrouble) {
                    inTrouble = false;
                    log.info("{} are heard again", names);
                }
                wait = listener.hear(notices(connection.unwrap(PGConnection.class), wait));
            }
        }
    }

    /// The driver takes a wait of zero for one without end.
    private static List<Notice> notices(PGConnection connection, Duration atMost)
            throws SQLException {
        var heard =
                atMost.isPositive()
                        ? connection.getNotifications((int) atMost.toMillis())
                        : connection.getNotifications();
        return Arrays.stream(heard).map(n -> new Notice(n.getName(), n.getParameter())).toList();
    }

    private Connection connection() throws SQLException {
        var properties = new Properties();
        var user = database.getUsername();
        if (user != null) {
            PGProperty.USER.set(properties, user);
        }
        var password = database.getPassword();
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, names.getFirst());
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true); // a lost host must not leave us deaf
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }
}
