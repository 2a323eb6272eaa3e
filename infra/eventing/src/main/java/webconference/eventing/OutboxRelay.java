package webconference.eventing;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/// Takes events from the outbox to Kafka as soon as they are committed, on whichever instance.
///
/// Every instance listens for commits and polls twice a second besides, in one call. No wake-up is
/// lost when another instance holds the lock: it may have read its rows before our commit, but then
/// that commit's notification is still waiting for it, and comes right after. In case it dies or
/// freezes first, whoever found it busy looks again soon.
class OutboxRelay implements SmartLifecycle, Channel.Listener {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(50);

    private final JdbcConnectionDetails database;
    private final EventTopics topics;
    private final OutboxDrain drain;
    private final OutboxBacklog backlog;
    private volatile @Nullable Channel commits;

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
        commits = Channel.listen(database, this, Outbox.CHANNEL);
    }

    @Override
    public void stop() {
        var open = commits;
        if (open != null) {
            open.close();
            commits = null;
        }
    }

    @Override
    public boolean isRunning() {
        return commits != null;
    }

    @Override
    public void connected() {}

    @Override
    public Duration hear(List<Channel.Notice> notices) {
        var outcome = topics.exist() ? drain.walk() : OutboxDrain.Outcome.EMPTY;
        backlog.refresh();
        return switch (outcome) {
            case MORE -> Duration.ZERO;
            case BUSY -> BUSY;
            case EMPTY -> POLL;
        };
    }
}
