package webconference.eventing;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;

/// What it means that Kafka did not take a record.
enum Setback {
    /// Kafka, or the way to it, is in trouble: the same record will be taken another time.
    AWAY,
    /// Kafka said no for a reason that a person may lift, such as a missing right.
    FORBIDDEN,
    /// Kafka will never take this record.
    REFUSED;

    private static final List<Class<? extends Throwable>> FOR_GOOD =
            List.of(
                    RecordTooLargeException.class,
                    RecordBatchTooLargeException.class,
                    SerializationException.class,
                    InvalidTopicException.class,
                    InvalidRecordException.class,
                    InvalidTimestampException.class);

    /// The last four are about the connection or the producer, not about the record.
    private static final List<Class<? extends Throwable>> FOR_NOW =
            List.of(
                    RetriableException.class,
                    DisconnectException.class,
                    InterruptException.class,
                    AuthenticationException.class,
                    OutOfOrderSequenceException.class,
                    InvalidProducerEpochException.class,
                    UnknownProducerIdException.class);

    static Setback of(Throwable failure) {
        if (Causes.of(failure).anyMatch(cause -> isOneOf(FOR_GOOD, cause))) {
            return REFUSED;
        }
        return Causes.of(failure).anyMatch(cause -> isOneOf(FOR_NOW, cause)) ? AWAY : FORBIDDEN;
    }

    private static boolean isOneOf(List<Class<? extends Throwable>> kinds, Throwable cause) {
        return kinds.stream().anyMatch(kind -> kind.isInstance(cause));
    }
}
