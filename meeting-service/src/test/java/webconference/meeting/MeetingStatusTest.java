package webconference.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.meeting.MeetingStatus.ENDED;
import static webconference.meeting.MeetingStatus.ENDING;
import static webconference.meeting.MeetingStatus.FAILED;
import static webconference.meeting.MeetingStatus.STARTED;
import static webconference.meeting.MeetingStatus.WANTED;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeetingStatusTest {

    private static final Map<MeetingStatus, Set<MeetingStatus>> MAY_BECOME =
            Map.of(
                    WANTED, Set.of(STARTED, ENDING, ENDED, FAILED),
                    STARTED, Set.of(ENDING, ENDED),
                    ENDING, Set.of(ENDED),
                    FAILED, Set.of(ENDED),
                    ENDED, Set.of());

    @ParameterizedTest
    @EnumSource
    void each_may_become_what_the_table_says_and_nothing_else(MeetingStatus status) {
        for (var next : MeetingStatus.values()) {
            assertThat(status.mayBecome(next))
                    .as("%s to %s", status, next)
                    .isEqualTo(MAY_BECOME.getOrDefault(status, Set.of()).contains(next));
        }
    }
}
