package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.backoff.BackOffExecution;

class PatienceTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        Patience.ENDLESS,
                        new CannotCreateTransactionException(
                                "", new SQLTransientConnectionException("no connection"))),
                arguments(
                        Patience.ENDLESS,
                        new DataAccessResourceFailureException("", new SQLException("", "08006"))),
                arguments(
                        Patience.ENDLESS,
                        new TransactionSystemException("", new SQLException("", "08003"))),
                arguments(Patience.ENDLESS, sql("57P01")),
                arguments(Patience.ENDLESS, sql("53300")),
                arguments(Patience.LONG, new CannotAcquireLockException("locked")),
                arguments(Patience.LONG, new OptimisticLockingFailureException("somebody else")),
                arguments(Patience.LONG, sql("40001")),
                arguments(Patience.LONG, sql("57014")),
                arguments(
                        Patience.SHORT,
                        new DuplicateKeyException("", new SQLException("", "23505"))),
                arguments(
                        Patience.SHORT,
                        new DataAccessResourceFailureException("", new SQLException("", "54001"))),
                arguments(Patience.SHORT, new IllegalStateException("a fault of ours")),
                arguments(Patience.SHORT, new IllegalStateException(new ConnectException())));
    }

    private static RuntimeException sql(String state) {
        return new UncategorizedSQLException("", "", new SQLException("", state));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void depends_on_what_went_wrong(Patience expected, RuntimeException failure) {
        assertThat(Patience.with(new ListenerExecutionFailedException("", failure)))
                .isEqualTo(expected);
    }

    @Test
    void a_fault_of_ours_is_tried_four_times_within_a_second() {
        var pauses = Patience.SHORT.backOff().start();
        assertThat(pauses.nextBackOff() + pauses.nextBackOff() + pauses.nextBackOff())
                .isLessThan(1_000);
        assertThat(pauses.nextBackOff()).isEqualTo(BackOffExecution.STOP);
    }

    @Test
    void a_lock_is_waited_for_two_minutes() {
        assertThat(waits(Patience.LONG, Duration.ofHours(1)))
                .isBetween(Duration.ofSeconds(110), Duration.ofSeconds(125));
    }

    @Test
    void a_database_that_is_gone_is_waited_for_as_long_as_it_takes() {
        assertThat(waits(Patience.ENDLESS, Duration.ofDays(7))).isGreaterThan(Duration.ofDays(6));
    }

    private static Duration waits(Patience patience, Duration atMost) {
        var execution = patience.backOff().start();
        var waited = Duration.ZERO;
        while (waited.compareTo(atMost) < 0) {
            var pause = execution.nextBackOff();
            if (pause == BackOffExecution.STOP) {
                return waited;
            }
            assertThat(pause).isLessThanOrEqualTo(10_000);
            waited = waited.plusMillis(pause);
        }
        return waited;
    }
}
