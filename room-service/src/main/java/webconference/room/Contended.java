package webconference.room;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.transaction.annotation.Transactional;

/// Use cases that others may run on the same room at the same moment: each call is a transaction,
/// and the one that lost starts again on what the other left. One that waited for a lock for as
/// long as the database lets it does not: whoever holds it will not be done in a moment. Nor does
/// one that wanted to keep what the database cannot.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Transactional
@Retryable(
        includes = {ConcurrencyFailureException.class, DataIntegrityViolationException.class},
        predicate = Contended.LostARace.class,
        maxRetries = 10,
        delay = 10,
        jitter = 10,
        maxDelay = 100,
        multiplier = 1.5)
public @interface Contended {

    /// Whether somebody else was faster, and is done.
    final class LostARace implements MethodRetryPredicate {

        private static final Set<String> FINAL =
                Set.of("55P03", "22021"); // lock not available, character not in repertoire

        @Override
        public boolean shouldRetry(Method method, Throwable failure) {
            for (var cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && FINAL.contains(sql.getSQLState())) {
                    return false;
                }
            }
            return true;
        }
    }
}
