package webconference.eventing;

import java.sql.Timestamp;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Keeps events until Kafka has them. What is put here leaves if, and only if, the surrounding
/// transaction commits. The events of one aggregate leave in the order of their revisions, provided
/// that whoever counts the revisions locks or versions the aggregate: then the row that is stored
/// first is also committed first, or not at all.
public class Outbox {

    static final String CHANNEL = "outbox";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TraceContext trace;

    Outbox(JdbcClient jdbc, JsonMapper json, TraceContext trace) {
        this.jdbc = jdbc;
        this.json = json;
        this.trace = trace;
    }

    /// Stores an event in the running transaction and wakes the relay of every instance on commit.
    ///
    /// @throws org.springframework.transaction.IllegalTransactionStateException outside one
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(OutgoingEvent event) {
        jdbc.sql(
                        """
                        with stored as (
                            insert into outbox
                                (topic, subject, event_id, type, at, traceparent, payload)
                            values (:topic, :subject, :id, :type, :at, :traceparent, :payload)
                            returning seq)
                        select pg_notify(:channel, '') from stored
                        """)
                .param("topic", event.topic())
                .param("subject", event.subject())
                .param("id", event.id())
                .param("type", event.type())
                .param("at", Timestamp.from(event.at()))
                .param("traceparent", trace.current(), Types.VARCHAR)
                .param("payload", json.writeValueAsBytes(event.data()))
                .param("channel", CHANNEL)
                .query()
                .singleRow();
    }
}
