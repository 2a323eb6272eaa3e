package webconference.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.meeting.MeetingFixtures.NOON;
import static webconference.meeting.MeetingFixtures.ONE;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerHealthTest {

    final ServerHealth health = new ServerHealth(ONE);

    @Test
    void a_server_nobody_has_asked_yet_takes_meetings() {
        assertThat(health.takesMeetings()).isTrue();
    }

    @Test
    void one_failure_makes_it_second_choice_and_two_in_a_row_take_it_away() {
        health.failed(NOON);
        assertThat(health.takesMeetings()).isTrue();
        assertThat(health.isWell()).isFalse();
        health.failed(NOON);
        assertThat(health.takesMeetings()).isFalse();
    }

    @Test
    void an_answer_between_two_failures_keeps_it() {
        health.failed(NOON);
        health.answered(0);
        health.failed(NOON);
        assertThat(health.takesMeetings()).isTrue();
    }

    @Test
    void once_away_it_needs_three_good_answers_in_a_row() {
        health.failed(NOON);
        health.failed(NOON);
        health.answered(0);
        health.answered(0);
        health.failed(NOON);
        health.answered(0);
        health.answered(0);
        assertThat(health.takesMeetings()).isFalse();
        health.answered(0);
        assertThat(health.isWell()).isTrue();
    }

    @Test
    void it_is_lost_when_it_has_been_away_long_enough_and_not_before() {
        var after = Duration.ofSeconds(15);
        health.failed(NOON);
        assertThat(health.isLost(after, NOON.plusSeconds(60))).isFalse();
        health.failed(NOON.plusSeconds(4));
        assertThat(health.isLost(after, NOON.plusSeconds(14))).isFalse();
        assertThat(health.isLost(after, NOON.plusSeconds(15))).isTrue();
        health.answered(0);
        assertThat(health.isLost(after, NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void meetings_asked_for_since_its_last_answer_count_as_load() {
        health.answered(7);
        assertThat(health.load(0)).isEqualTo(7);
        assertThat(health.load(3)).isEqualTo(37);
    }
}
