package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static webconference.streaming.StreamFixtures.ADA;
import static webconference.streaming.StreamFixtures.LEASE;
import static webconference.streaming.StreamFixtures.NOON;
import static webconference.streaming.StreamFixtures.OPENING;
import static webconference.streaming.StreamFixtures.ROOM;
import static webconference.streaming.StreamFixtures.RUN;
import static webconference.streaming.StreamFixtures.TEN_MINUTES;
import static webconference.streaming.StreamFixtures.TWO_HOURS;
import static webconference.streaming.StreamFixtures.aRequestedStream;
import static webconference.streaming.StreamFixtures.aStream;
import static webconference.streaming.StreamFixtures.aStreamThatDisconnects;
import static webconference.streaming.StreamFixtures.live;
import static webconference.streaming.StreamFixtures.typesOf;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import webconference.streaming.StreamEvent.StreamEnded;
import webconference.streaming.StreamEvent.StreamInterrupted;
import webconference.streaming.StreamEvent.StreamJoining;
import webconference.streaming.StreamEvent.StreamPaused;
import webconference.streaming.StreamEvent.StreamRequested;
import webconference.streaming.StreamEvent.StreamStopCancelled;
import webconference.streaming.StreamEvent.StreamStopScheduled;
import webconference.streaming.StreamEvent.StreamStopping;

class StreamTest {

    @Test
    void S60_a_stream_that_is_wanted_says_so_with_its_host_only() {
        assertThat(aRequestedStream().events())
                .containsExactly(
                        new StreamRequested(ROOM, OPENING, RUN, 1, NOON, "tube.example.org"));
    }

    @Nested
    class A_stop {

        @ParameterizedTest
        @EnumSource(
                mode = Mode.EXCLUDE,
                names = {"STOPPING", "ENDED"})
        void S65_wins_from_whatever_state_and_its_reason_is_told_once(StreamState state) {
            var stream = aStream(state);
            stream.stop(StopRule.NIGHTLY, null, NOON);
            stream.stop(StopRule.ROOM_CLOSED, ADA, NOON);
            if (stream.state() == StreamState.STOPPING) {
                stream.ended(LEASE, EndReason.CONNECTION_LOST, NOON);
            }
            stream.ended(stream.state().isHeld() ? LEASE : leaseOf(state), EndReason.TLS, NOON);
            assertThat(stream.events().getLast())
                    .isInstanceOfSatisfying(
                            StreamEnded.class,
                            ended -> assertThat(ended.reason()).isEqualTo(EndReason.NIGHTLY));
            assertThat(stream.events().stream().filter(StreamEnded.class::isInstance)).hasSize(1);
        }

        private static long leaseOf(StreamState state) {
            return state.isHeld() ? LEASE : 0;
        }

        @Test
        void S65_is_carried_out_by_the_worker_that_has_it() {
            var stream = aStream(StreamState.LIVE);
            stream.stop(StopRule.ROOM_CLOSED, null, NOON);
            assertThat(typesOf(stream)).containsExactly(StreamStopping.class);
            assertThat(stream.order(LEASE)).isEqualTo(Order.STOP);
        }

        @Test
        void S65_is_at_once_when_no_worker_has_it() {
            var stream = aStream(StreamState.QUEUED);
            stream.stop(StopRule.ROOM_CLOSED, null, NOON);
            assertThat(typesOf(stream)).containsExactly(StreamEnded.class);
        }

        @Test
        void S65_is_not_undone_by_what_the_worker_still_reports() {
            var stream = aStream(StreamState.CONNECTING);
            stream.stop(StopRule.ROOM_CLOSED, null, NOON);
            stream.live(LEASE, NOON);
            stream.resume();
            stream.pause(ADA, NOON, TWO_HOURS);
            stream.interrupted(LEASE, InterruptReason.UNREACHABLE, 1, 5, NOON, NOON);
            assertThat(typesOf(stream)).containsExactly(StreamStopping.class);
        }

        @Test
        void S77_forgets_the_key() {
            var stream = aStream(StreamState.LIVE);
            stream.stop(StopRule.ROOM_CLOSED, null, NOON);
            stream.ended(LEASE, EndReason.WORKER_LOST, NOON);
            assertThat(stream.target().sealedKey()).isEmpty();
        }
    }

    @Nested
    class A_pause {

        @ParameterizedTest
        @EnumSource(names = {"REQUESTED", "QUEUED"})
        void S61_of_what_nobody_has_begun_ends_it(StreamState state) {
            var stream = aStream(state);
            stream.pause(ADA, NOON, TWO_HOURS);
            assertThat(stream.events())
                    .satisfiesExactly(event ->
                            assertThat(event)
                                    .isInstanceOfSatisfying(
                                            StreamEnded.class,
                                            ended -> {
                                                assertThat(ended.reason())
                                                        .isEqualTo(EndReason.STOPPED_BY_USER);
                                                assertThat(ended.by()).isEqualTo(ADA);
                                            }));
        }

        @ParameterizedTest
        @EnumSource(names = {"JOINING", "AWAITING_ADMISSION", "CONNECTING"})
        void S61_of_what_nobody_has_seen_ends_it(StreamState state) {
            var stream = aStream(state);
            stream.pause(ADA, NOON, TWO_HOURS);
            assertThat(typesOf(stream)).containsExactly(StreamStopping.class);
        }

        @Test
        void S78_of_a_live_stream_is_said_when_the_pause_picture_goes_out() {
            var stream = aStream(StreamState.LIVE);
            stream.pause(ADA, NOON, TWO_HOURS);
            assertThat(stream.events()).isEmpty();
            assertThat(stream.order(LEASE)).isEqualTo(Order.PAUSE);
            stream.paused(LEASE, NOON);
            assertThat(stream.events())
                    .containsExactly(new StreamPaused(ROOM, OPENING, RUN, 5, NOON, ADA));
        }

        @Test
        void S78_disconnects_where_the_room_says_so() {
            var stream = live(aStreamThatDisconnects());
            stream.pause(ADA, NOON, TWO_HOURS);
            assertThat(stream.order(LEASE)).isEqualTo(Order.STOP);
        }

        @Test
        void S78_has_a_limit_that_further_clicks_do_not_move() {
            var stream = aStream(StreamState.LIVE);
            stream.pause(ADA, NOON, TWO_HOURS);
            stream.pause(ADA, NOON.plusSeconds(60), TWO_HOURS);
            assertThat(stream.pausedUntil()).contains(NOON.plus(TWO_HOURS));
            stream.resume();
            assertThat(stream.pausedUntil()).isEmpty();
        }

        @Test
        void S78_outlives_the_loss_of_the_worker() {
            var stream = aStream(StreamState.PAUSED);
            stream.claim(LEASE + 1, NOON);
            assertThat(stream.order(LEASE + 1)).isEqualTo(Order.PAUSE);
            assertThat(stream.isAdmitted()).isTrue();
        }
    }

    @Nested
    class Without_moderators {

        @Test
        void S67_the_end_is_announced_once() {
            var stream = aStream(StreamState.LIVE);
            stream.moderatorsGone(NOON, NOON.plusSeconds(120));
            stream.moderatorsGone(NOON.plusSeconds(5), NOON.plusSeconds(125));
            assertThat(stream.events())
                    .containsExactly(
                            new StreamStopScheduled(
                                    ROOM, OPENING, RUN, 5, NOON, NOON.plusSeconds(120)));
        }

        @Test
        void S67_a_moderator_who_is_back_calls_it_off_once() {
            var stream = aStream(StreamState.LIVE);
            stream.moderatorsGone(NOON, NOON.plusSeconds(120));
            stream.moderatorBack(NOON);
            stream.moderatorBack(NOON);
            assertThat(typesOf(stream))
                    .containsExactly(StreamStopScheduled.class, StreamStopCancelled.class);
            assertThat(stream.stopsAt()).isEmpty();
        }
    }

    @Nested
    class A_worker {

        @Test
        void that_was_replaced_is_refused() {
            var stream = aStream(StreamState.LIVE);
            stream.claim(LEASE + 1, NOON);
            assertThatThrownBy(() -> stream.live(LEASE, NOON)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> stream.claim(LEASE, NOON)).isInstanceOf(LeaseLost.class);
            assertThat(stream.order(LEASE)).isEqualTo(Order.LEAVE);
        }

        @ParameterizedTest
        @EnumSource(names = {"JOINING", "AWAITING_ADMISSION", "CONNECTING", "LIVE", "PAUSED"})
        void that_is_lost_is_told_and_another_begins_anew(StreamState state) {
            var stream = aStream(state);
            stream.workerLost(NOON);
            stream.workerLost(NOON);
            stream.claim(LEASE + 1, NOON);
            assertThat(typesOf(stream))
                    .containsExactly(StreamInterrupted.class, StreamJoining.class);
        }

        @Test
        void S59_has_the_same_ten_minutes_as_the_one_before() {
            var stream = aStream(StreamState.AWAITING_ADMISSION);
            stream.claim(LEASE + 1, NOON.plusSeconds(60));
            stream.awaitingAdmission(LEASE + 1, NOON.plusSeconds(60), TEN_MINUTES);
            assertThat(stream.admissionBy()).contains(NOON.plus(TEN_MINUTES));
        }

        @Test
        void finds_a_run_that_was_stopped_meanwhile_to_be_ended_only() {
            var stream = aStream(StreamState.STOPPING);
            stream.claim(LEASE + 1, NOON);
            assertThat(stream.order(LEASE + 1)).isEqualTo(Order.STOP);
            assertThat(stream.events()).isEmpty();
        }
    }
}
