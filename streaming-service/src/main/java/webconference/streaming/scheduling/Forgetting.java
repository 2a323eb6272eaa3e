package webconference.streaming.scheduling;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.streaming.OldRuns;

/// The forgetting of old runs, as a task of the starter's scheduler: once a day in all instances
/// together, made up at the next start when it was missed.
@Configuration(proxyBeanMethods = false)
class Forgetting {

    static final TaskDescriptor<Void> OLD_RUNS = TaskDescriptor.of("old-runs");

    /// When most meetings sleep, and the nightly stop is done with.
    private static final LocalTime AT = LocalTime.of(4, 0);

    @Bean
    RecurringTask<Void> dailyForgetting(OldRuns runs, SlotSettings settings) {
        return Tasks.recurring(OLD_RUNS, Schedules.daily(settings.nightlyZone(), AT))
                .onFailure(new OnFailureRetryLater<>(Duration.ofMinutes(10)))
                .execute((_, _) -> runs.forget());
    }
}
