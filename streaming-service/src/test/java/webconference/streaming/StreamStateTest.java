package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.streaming.StreamState.AWAITING_ADMISSION;
import static webconference.streaming.StreamState.CONNECTING;
import static webconference.streaming.StreamState.ENDED;
import static webconference.streaming.StreamState.INTERRUPTED;
import static webconference.streaming.StreamState.JOINING;
import static webconference.streaming.StreamState.LIVE;
import static webconference.streaming.StreamState.PAUSED;
import static webconference.streaming.StreamState.QUEUED;
import static webconference.streaming.StreamState.REQUESTED;
import static webconference.streaming.StreamState.STOPPING;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamStateTest {

    private static final Map<StreamState, Set<StreamState>> AFTER =
            Map.of(
                    REQUESTED, Set.of(QUEUED, JOINING, ENDED),
                    QUEUED, Set.of(JOINING, ENDED),
                    JOINING, Set.of(AWAITING_ADMISSION, CONNECTING, INTERRUPTED, STOPPING, ENDED),
                    AWAITING_ADMISSION, Set.of(CONNECTING, INTERRUPTED, STOPPING, ENDED),
                    CONNECTING, Set.of(LIVE, PAUSED, INTERRUPTED, STOPPING, ENDED),
                    LIVE, Set.of(PAUSED, INTERRUPTED, STOPPING, ENDED),
                    PAUSED, Set.of(LIVE, INTERRUPTED, STOPPING, ENDED),
                    INTERRUPTED, Set.of(JOINING, LIVE, PAUSED, INTERRUPTED, STOPPING, ENDED),
                    STOPPING, Set.of(ENDED),
                    ENDED, Set.of());

    static Stream<Arguments> pairs() {
        return Arrays.stream(StreamState.values())
                .flatMap(from ->
                        Arrays.stream(StreamState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{1} after {0}")
    @MethodSource("pairs")
    void only_what_is_in_the_table_may_follow(StreamState from, StreamState to) {
        assertThat(from.mayBecome(to)).isEqualTo(AFTER.getOrDefault(from, Set.of()).contains(to));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void from_whatever_state_it_can_end_once(StreamState state) {
        assertThat(state.mayBecome(ENDED)).isEqualTo(state != ENDED);
    }

    static Stream<StreamState> all() {
        return Arrays.stream(StreamState.values());
    }
}
