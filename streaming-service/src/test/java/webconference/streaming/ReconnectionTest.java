package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.UnknownHost;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.Reconnection.Verdict;
import webconference.streaming.Reconnection.Verdict.GiveUp;
import webconference.streaming.Reconnection.Verdict.Retry;

/// With the waits that hold unless they are set otherwise.
class ReconnectionTest {

    private final PublishFailure away = new Unreachable("connection refused", null);
    private final PublishFailure unknown = new UnknownHost("tube.example.org");
    private final PublishFailure no = new Refused("no");
    private final PublishFailure early = new Dropped(Duration.ofMillis(300), null);
    private final PublishFailure cut = new Dropped(Duration.ofMinutes(20), null);

    private Duration now = Duration.ofHours(100);

    private static StreamSettings.Reconnecting settings() {
        return Binder.get(new MockEnvironment())
                .bindOrCreate(
                        "stream.reconnecting", Bindable.of(StreamSettings.Reconnecting.class));
    }

    private static Reconnection reconnection(boolean stood) {
        return new Reconnection(settings(), stood, () -> 0);
    }

    /// Fails the same way until it is given up, each try taking as long as it may, or so long.
    private List<Verdict> until_it_is_given_up(
            Reconnection reconnection, PublishFailure failure, Duration each) {
        var verdicts = new ArrayList<Verdict>();
        reconnection.begins(now);
        while (verdicts.size() < 20) {
            var left = reconnection.timeLeft(now);
            now = now.plus(left != null && left.compareTo(each) < 0 ? left : each);
            var verdict = reconnection.failed(failure, now);
            verdicts.add(verdict);
            switch (verdict) {
                case GiveUp _ -> {
                    return verdicts;
                }
                case Retry retry -> now = now.plus(retry.in());
            }
        }
        return verdicts;
    }

    private static Retry retry(InterruptReason reason, int attempt, int attempts, int seconds) {
        return new Retry(reason, attempt, attempts, Duration.ofSeconds(seconds));
    }

    @Nested
    class The_first_connection {

        Reconnection first;

        @BeforeEach
        void none_yet() {
            first = reconnection(false);
        }

        @Test
        void S73_is_tried_after_1_2_4_8_and_15_seconds() {
            var began = now;
            assertThat(until_it_is_given_up(first, away, Duration.ZERO))
                    .containsExactly(
                            retry(InterruptReason.UNREACHABLE, 1, 5, 1),
                            retry(InterruptReason.UNREACHABLE, 2, 5, 2),
                            retry(InterruptReason.UNREACHABLE, 3, 5, 4),
                            retry(InterruptReason.UNREACHABLE, 4, 5, 8),
                            retry(InterruptReason.UNREACHABLE, 5, 5, 15),
                            new GiveUp(EndReason.UNREACHABLE));
            assertThat(now.minus(began)).isLessThan(Duration.ofSeconds(60));
        }

        @Test
        void S73_is_given_up_within_a_minute_however_long_each_try_takes() {
            var began = now;
            assertThat(until_it_is_given_up(first, unknown, Duration.ofSeconds(9)).getLast())
                    .isEqualTo(new GiveUp(EndReason.UNKNOWN_HOST));
            assertThat(now.minus(began)).isLessThan(Duration.ofSeconds(60));
        }

        @Test
        void S73_leaves_a_try_only_what_is_left_of_the_minute() {
            first.begins(now);
            assertThat(first.timeLeft(now.plusSeconds(50))).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void S73_with_a_refused_key_is_tried_twice_within_ten_seconds() {
            var began = now;
            assertThat(until_it_is_given_up(first, no, Duration.ofMillis(300)))
                    .containsExactly(
                            retry(InterruptReason.KEY_REFUSED, 1, 1, 5),
                            new GiveUp(EndReason.KEY_REFUSED));
            assertThat(now.minus(began)).isLessThan(Duration.ofSeconds(10));
        }

        @Test
        void S73_dropped_right_after_it_was_accepted_is_a_refused_key() {
            assertThat(until_it_is_given_up(first, early, Duration.ofSeconds(1)))
                    .endsWith(new GiveUp(EndReason.KEY_REFUSED))
                    .hasSize(2);
        }

        @Test
        void S73_is_not_tried_again_where_the_answer_stays_the_same() {
            assertThat(first.failed(new PublishFailure.HostNotAllowed("10.0.0.1"), now))
                    .isEqualTo(new GiveUp(EndReason.HOST_NOT_ALLOWED));
            assertThat(
                            first.failed(
                                    new PublishFailure.Untrusted(
                                            "expired", new IllegalStateException()),
                                    now))
                    .isEqualTo(new GiveUp(EndReason.TLS));
        }
    }

    @Nested
    class A_connection_that_stood {

        Reconnection after = reconnection(true);

        @Test
        void S73_is_made_anew_after_4_8_15_30_and_30_seconds() {
            assertThat(after.failed(cut, now))
                    .isEqualTo(retry(InterruptReason.CONNECTION_LOST, 1, 5, 4));
            now = now.plusSeconds(4);
            assertThat(until_it_is_given_up(after, away, Duration.ZERO))
                    .containsExactly(
                            retry(InterruptReason.UNREACHABLE, 2, 5, 8),
                            retry(InterruptReason.UNREACHABLE, 3, 5, 15),
                            retry(InterruptReason.UNREACHABLE, 4, 5, 30),
                            retry(InterruptReason.UNREACHABLE, 5, 5, 30),
                            new GiveUp(EndReason.UNREACHABLE));
        }

        @Test
        void S78_that_is_refused_from_then_on_was_a_live_that_is_over() {
            after.failed(cut, now);
            var lost = now;
            now = now.plusSeconds(4);
            assertThat(until_it_is_given_up(after, early, Duration.ofMillis(300)))
                    .endsWith(new GiveUp(EndReason.KEY_REFUSED))
                    .hasSize(4);
            assertThat(now.minus(lost)).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(60));
        }

        @Test
        void S78_may_be_refused_while_the_target_still_holds_the_old_session() {
            after.failed(cut, now);
            now = now.plusSeconds(4);
            assertThat(after.failed(early, now)).isInstanceOf(Retry.class);
            now = now.plusSeconds(8);
            assertThat(after.failed(early, now)).isInstanceOf(Retry.class);
        }

        @Test
        void S73_begins_to_count_anew_once_it_stands_again() {
            for (var times = 0; times < 20; times++) {
                assertThat(after.failed(cut, now))
                        .isEqualTo(retry(InterruptReason.CONNECTION_LOST, 1, 5, 4));
                now = now.plusSeconds(20);
                after.stands(Duration.ofSeconds(14));
            }
        }
    }

    @Test
    void S73_chance_lengthens_a_wait_by_a_tenth_at_most() {
        var late = new Reconnection(settings(), true, () -> 1);
        assertThat(late.failed(cut, now))
                .isEqualTo(
                        new Retry(InterruptReason.CONNECTION_LOST, 1, 5, Duration.ofMillis(4400)));
    }
}
