package webconference.eventing;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What this service has handled already: an event that arrives twice has its effect once.
public class Inbox {

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Marks an event as handled, in the transaction of its effect.
    ///
    /// @param aggregate what counts the revisions on that topic
    /// @return whether it was not handled before
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isNew(String topic, UUID aggregate, long revision) {
        return jdbc.sql(
                                """
                                insert into inbox (topic, aggregate, revision) values (?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(topic, aggregate, revision)
                        .update()
                == 1;
    }
}
