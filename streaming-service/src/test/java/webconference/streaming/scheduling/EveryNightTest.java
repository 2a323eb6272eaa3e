package webconference.streaming.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryNightTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static LocalDateTime nightAfter(Instant done) {
        return StopTimers.everyNight(new SlotSettings(4, LocalTime.of(2, 0), PARIS))
                .getNextExecutionTime(ExecutionComplete.simulatedSuccess(done))
                .atZone(PARIS)
                .toLocalDateTime();
    }

    @ParameterizedTest(name = "after {0} it is {1}")
    @CsvSource({
        "2027-03-27T01:00:00Z, 2027-03-28T03:00", // 02:00 does not exist
        "2027-03-28T01:00:00Z, 2027-03-29T02:00",
        "2027-10-30T00:00:00Z, 2027-10-31T02:00", // 02:00 comes twice
        "2027-10-31T00:00:00Z, 2027-11-01T02:00",
        "2027-06-01T00:00:00Z, 2027-06-02T02:00"
    })
    void S70_each_calendar_night_has_one_stop(Instant done, LocalDateTime next) {
        assertThat(nightAfter(done)).isEqualTo(next);
    }
}
