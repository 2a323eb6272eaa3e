package webconference.room;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;

/// Use cases that others may run on the same room at the same moment: each call is a transaction,
/// and the one that lost starts again on what the other left.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Transactional
@Retryable(
        includes = {ConcurrencyFailureException.class, DataIntegrityViolationException.class},
        maxRetries = 10,
        delay = 10,
        jitter = 10,
        maxDelay = 100,
        multiplier = 1.5)
public @interface Contended {}
