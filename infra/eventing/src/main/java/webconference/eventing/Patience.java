package webconference.eventing;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/// How long an event that could not be handled is tried again before it becomes a dead letter. A
/// partition waits meanwhile, all its rooms with it.
enum Patience {
    /// The database is not there: no event could be handled now, so all wait until it is back,
    /// rather than being parked one after the other.
    ENDLESS,
    /// Somebody else was in the way, such as a lock: two minutes.
    LONG,
    /// A fault of ours: the same again, most likely. Four tries within a second.
    SHORT;

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    static Patience with(Throwable failure) {
        return Causes.of(failure)
                .flatMap(cause -> toldBy(cause).stream())
                .reduce((_, innermost) -> innermost)
                .orElse(SHORT);
    }

    private static Optional<Patience> toldBy(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case SQLTransientConnectionException _,
                            SQLNonTransientConnectionException _,
                            SQLRecoverableException _,
                            CannotCreateTransactionException _,
                            DataAccessResourceFailureException _,
                            RecoverableDataAccessException _ ->
                            ENDLESS;
                    case SQLException sql -> toldBy(sql.getSQLState());
                    case TransientDataAccessException _, TransactionTimedOutException _ -> LONG;
                    default -> null;
                });
    }

    /// By the classes of PostgreSQL's error codes.
    private static @Nullable Patience toldBy(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case "25P03", "55P03", "57014" -> LONG; // idle in transaction, lock, query timeout
            case String s when s.startsWith("40") -> LONG; // serialization, deadlock
            case String s
                    when s.startsWith("08")
                            || s.startsWith("53")
                            || s.startsWith("57P")
                            || s.startsWith("58") ->
                    ENDLESS; // connection, resources, shutting down, system
            case "25006" -> ENDLESS; // read only: a standby that is not promoted yet
            default -> SHORT;
        };
    }

    BackOff backOff() {
        return switch (this) {
            case ENDLESS -> doubling(250, 10_000);
            case LONG -> {
                var backOff = doubling(100, 2_000);
                backOff.setMaxElapsedTime(TWO_MINUTES.toMillis());
                yield backOff;
            }
            case SHORT -> {
                var backOff = new ExponentialBackOffWithMaxRetries(3);
                backOff.setInitialInterval(100);
                yield backOff;
            }
        };
    }

    private static ExponentialBackOff doubling(long first, long longest) {
        var backOff = new ExponentialBackOff(first, 2);
        backOff.setMaxInterval(longest);
        return backOff;
    }
}
