package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.KafkaException;

class SetbackTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(Setback.AWAY, new TimeoutException("nobody answers")),
                arguments(Setback.AWAY, new UnknownTopicOrPartitionException()),
                arguments(Setback.AWAY, new NotEnoughReplicasException()),
                arguments(Setback.AWAY, new SaslAuthenticationException("wrong password")),
                arguments(Setback.AWAY, new OutOfOrderSequenceException("lost count")),
                arguments(Setback.FORBIDDEN, new TopicAuthorizationException("lamps.v1")),
                arguments(Setback.FORBIDDEN, new PolicyViolationException("not on Sundays")),
                arguments(Setback.FORBIDDEN, new IllegalStateException("a fault of ours")),
                arguments(Setback.REFUSED, new RecordTooLargeException("too large")),
                arguments(Setback.REFUSED, new SerializationException("not bytes")),
                arguments(Setback.REFUSED, new InvalidTopicException("la mps")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void depends_on_what_kafka_said(Setback expected, RuntimeException said) {
        assertThat(Setback.of(new ExecutionException(new KafkaException("Send failed", said))))
                .isEqualTo(expected);
    }
}
