package webconference.eventing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The events that listeners could not handle, those of every service, until somebody sends them
/// again or gives them up. One service keeps this list for all (decision 0106): it hears the
/// dead-letter topics, and remembers here what was done about each letter.
public class DeadLetters {

    static final String SUFFIX = "-dlt";

    private final JdbcClient jdbc;
    private final ParkedRecords records;
    private final JsonMapper json;

    DeadLetters(JdbcClient jdbc, ParkedRecords records, JsonMapper json) {
        this.jdbc = jdbc;
        this.records = records;
        this.json = json;
    }

    /// One of them, without its content, which may hold what people wrote.
    ///
    /// @param topic where it was heard
    /// @param consumer which service could not handle it
    /// @param subject what it is about; most are about a room
    /// @param tries how often it was tried
    /// @param cause the failure's class
    public record DeadLetter(
            long id,
            String topic,
            int partition,
            long place,
            String consumer,
            String event,
            String type,
            String subject,
            int tries,
            String cause,
            Instant parkedAt) {}

    /// What became of one.
    public enum Outcome {
        REPLAYED,
        ABANDONED
    }

    /// Kafka, where the letters are, does not answer.
    public static final class Unreachable extends RuntimeException {
        Unreachable(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /// Those that nothing was done about, the newest first.
    ///
    /// @param before the answer goes on from this one, towards the past; null: from now
    public List<DeadLetter> open(@Nullable Long before, int most) {
        return jdbc.sql(
                        """
                        select * from dead_letters
                        where settled_at is null and id < ? order by id desc limit ?
                        """)
                .params(before == null ? Long.MAX_VALUE : before, most)
                .query(DeadLetters::letter)
                .list();
    }

    public long countOpen() {
        return jdbc.sql("select count(*) from dead_letters where settled_at is null")
                .query(Long.class)
                .single();
    }

    /// When the last one was sent again or given up.
    public Optional<Instant> lastSettled() {
        return jdbc.sql("select max(settled_at) from dead_letters")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /// Those of these that nothing was done about, in the order in which they were parked.
    public List<DeadLetter> open(Collection<Long> ids) {
        return jdbc.sql(
                        """
                        select * from dead_letters
                        where settled_at is null and id = any (?) order by id
                        """)
                .param(ids.toArray(Long[]::new))
                .query(DeadLetters::letter)
                .list();
    }

    /// What it says, as JSON in which people's words and data and all secrets are masked; empty:
    /// Kafka keeps it no longer, or it is no JSON.
    ///
    /// @throws Unreachable if Kafka does not answer
    public Optional<String> content(DeadLetter letter) {
        try (var reading = records.read()) {
            return reading.find(letter).flatMap(it -> MaskedContent.of(it.value(), json));
        }
    }

    /// Sends them to where they were heard, once more and as they were. Whoever handled one
    /// recognises it, so that sending one twice has no effect; they come after later events of
    /// their rooms.
    ///
    /// @param sent is told of each once Kafka has it, to settle it. Kafka keeps only so long what
    ///   was parked: it is not told of those that are gone
    /// @throws Unreachable if Kafka does not answer; those of which nothing was told are still open
    public void sendAgain(List<DeadLetter> letters, Consumer<DeadLetter> sent) {
        try (var reading = records.read()) {
            for (var letter : letters) {
                reading.find(letter)
                        .ifPresent(found -> {
                            records.sendAgain(letter.topic(), found);
                            sent.accept(letter);
                        });
            }
        }
    }

    /// Notes what became of one, in the transaction of whatever else is noted of it.
    ///
    /// @return whether nothing was done about it before
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean settle(DeadLetter letter, Outcome outcome) {
        return jdbc.sql(
                                """
                                update dead_letters
                                set settled_at = clock_timestamp(), outcome = ?
                                where id = ? and settled_at is null
                                """)
                        .params(outcome.name(), letter.id())
                        .update()
                == 1;
    }

    /// Writes one down; one that is known already stays as it is.
    void keep(DeadLetter letter) {
        jdbc.sql(
                        """
                        insert into dead_letters (topic, partition, place, consumer, event_id, type,
                            subject, tries, cause, parked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, to_timestamp(? / 1000.0))
                        on conflict do nothing
                        """)
                .params(
                        letter.topic(),
                        letter.partition(),
                        letter.place(),
                        letter.consumer(),
                        letter.event(),
                        letter.type(),
                        letter.subject(),
                        letter.tries(),
                        letter.cause(),
                        letter.parkedAt().toEpochMilli())
                .update();
    }

    /// Forgets what was settled longer ago than this.
    void forgetSettledBefore(Duration age) {
        jdbc.sql(
                        """
                        delete from dead_letters
                        where settled_at < clock_timestamp() - make_interval(secs => ?)
                        """)
                .param((double) age.toSeconds())
                .update();
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("place"),
                row.getString("consumer"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("subject"),
                row.getInt("tries"),
                row.getString("cause"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant());
    }
}
