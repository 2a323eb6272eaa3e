package webconference.eventing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What this service has handled already: an event that arrives twice has its effect once.
public class Inbox {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    Inbox(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    /// Marks an event as handled, in the transaction of its effect.
    ///
    /// @param aggregate what counts the revisions on that topic
    /// @return whether it was not handled before
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isNew(String topic, UUID aggregate, long revision) {
        var marked =
                jdbc.sql(
                                """
                                insert into inbox (topic, aggregate, revision) values (?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(topic, aggregate, revision)
                        .update();
        if (marked == 0) {
            meters.counter("event.duplicates.dropped", "topic", topic).increment();
        }
        return marked == 1;
    }

    /// Forgets what was handled longer ago than this, a small batch at a time so that nobody waits
    /// for it; instances that do it at once share the work.
    void forgetOlderThan(Duration age) {
        int forgotten;
        do {
            forgotten =
                    jdbc.sql(
                                    """
                                    delete from inbox where (topic, aggregate, revision) in (
                                        select topic, aggregate, revision from inbox
                                        where handled_at < clock_timestamp() - make_interval(secs => ?)
                                        limit ?
                                        for update skip locked)
                                    """)
                            .params((double) age.toSeconds(), BATCH)
                            .update();
        } while (forgotten == BATCH && !Thread.currentThread().isInterrupted());
    }
}
