package webconference.room.web;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import webconference.eventing.Channel;
import webconference.room.RoomChanged;
import webconference.room.RoomId;

/// Tells every instance of this service which rooms have changed: PostgreSQL carries the notice
/// when the change is committed, to whoever listens, in the same order for all.
@Component
class ChangeNotices implements SmartLifecycle, Channel.Listener {

    private static final String ROOMS = "room_changed";
    private static final Duration WAIT = Duration.ofMillis(500);

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private final OpenScreens screens;
    private volatile @Nullable Channel channel;

    ChangeNotices(JdbcClient jdbc, JdbcConnectionDetails database, OpenScreens screens) {
        this.jdbc = jdbc;
        this.database = database;
        this.screens = screens;
    }

    /// In the transaction of the change: who is told can see it.
    @EventListener
    void on(RoomChanged change) {
        jdbc.sql("select pg_notify(?, ?)")
                .params(ROOMS, change.room().toString())
                .query()
                .singleRow();
    }

    @Override
    public void start() {
        channel = Channel.listen(ROOMS, database, this);
    }

    @Override
    public void stop() {
        screens.closeAll();
        var open = channel;
        if (open != null) {
            open.close();
            channel = null;
        }
    }

    @Override
    public boolean isRunning() {
        return channel != null;
    }

    @Override
    public void connected() {
        screens.missedSome();
    }

    @Override
    public Duration hear(List<String> rooms) {
        new LinkedHashSet<>(rooms)
                .forEach(room -> screens.changed(new RoomId(UUID.fromString(room))));
        return WAIT;
    }
}
