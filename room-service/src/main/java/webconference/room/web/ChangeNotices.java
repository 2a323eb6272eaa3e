package webconference.room.web;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import webconference.room.RoomChanged;
import webconference.room.RoomId;
import webconference.room.directory.PeopleChanged;
import webconference.room.invitation.InvitationChanged;

/// Tells every instance of this service which rooms have changed: PostgreSQL carries the notice
/// when the change is committed, to whoever listens, in the same order for all.
@Component
class ChangeNotices implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChangeNotices.class);
    private static final int WAIT_MS = 500;
    private static final int LONGEST_NOTICE = 2_000; // in characters; PostgreSQL takes 8,000 bytes
    private static final String EVERYBODY = "\n";

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private final OpenScreens screens;
    private volatile boolean running;
    private @Nullable Thread thread;

    ChangeNotices(JdbcClient jdbc, JdbcConnectionDetails database, OpenScreens screens) {
        this.jdbc = jdbc;
        this.database = database;
        this.screens = screens;
    }

    /// In the transaction of the change: who is told can see it.
    @EventListener
    void on(RoomChanged change) {
        jdbc.sql("select pg_notify('room_changed', ?)")
                .param(change.room().toString())
                .query()
                .singleRow();
    }

    /// The same for what became of an invitation.
    @EventListener
    void on(InvitationChanged change) {
        jdbc.sql("select pg_notify('invitation_changed', ?)")
                .param(change.invitation().toString())
                .query()
                .singleRow();
    }

    /// In the transaction of the change, too. A notice holds some names only: of a whole school
    /// that moves, nobody is named.
    @EventListener
    void on(PeopleChanged change) {
        var people = String.join("\n", change.people());
        var named = people.isEmpty() || people.length() > LONGEST_NOTICE ? EVERYBODY : people;
        jdbc.sql("select pg_notify('people_changed', ?)").param(named).query().singleRow();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("room-changes").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        screens.closeAll();
        var listener = thread;
        if (listener != null) {
            listener.interrupt();
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
                if (running) {
                    log.warn("Changes of rooms are not heard; trying again", e);
                    nap();
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
            statement.execute("listen invitation_changed");
            statement.execute("listen people_changed");
            statement.execute("listen room_changed");
            screens.missedSome(); // what happened while nobody listened
            var notices = connection.unwrap(PGConnection.class);
            while (running) {
                var rooms = new LinkedHashSet<RoomId>();
                var invitations = new LinkedHashSet<UUID>();
                for (var notice : notices.getNotifications(WAIT_MS)) {
                    switch (notice.getName()) {
                        case "room_changed" ->
                                rooms.add(new RoomId(UUID.fromString(notice.getParameter())));
                        case "invitation_changed" ->
                                invitations.add(UUID.fromString(notice.getParameter()));
                        case "people_changed" -> peopleChanged(notice.getParameter());
                        default -> {}
                    }
                }
                rooms.forEach(screens::changed);
                invitations.forEach(screens::invitationChanged);
            }
        }
    }

    private void peopleChanged(String people) {
        if (people.equals(EVERYBODY)) {
            screens.outdated();
        } else {
            screens.outdated(Set.of(people.split("\n")));
        }
    }

    private void nap() {
        try {
            Thread.sleep(WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
