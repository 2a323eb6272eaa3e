package webconference.streaming.scheduling;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.streaming.StopRule;
import webconference.streaming.StopRules;

/// The stop rules that time brings, as tasks of the starter's scheduler.
@Configuration(proxyBeanMethods = false)
class StopTimers {

    static final TaskDescriptor<Deadline> DEADLINE =
            TaskDescriptor.of("stop-rule-deadline", Deadline.class);
    static final TaskDescriptor<Void> NIGHTLY = TaskDescriptor.of("nightly-stop");

    /// @param at the deadline itself, by which the run recognises it
    record Deadline(StopRule rule, UUID run, Instant at) {}

    @Bean
    OneTimeTask<Deadline> deadline(StopRules rules) {
        return Tasks.oneTime(DEADLINE)
                .onFailure(new OnFailureRetryLater<>(Duration.ofSeconds(2)))
                .execute((instance, _) -> {
                    var deadline = instance.getData();
                    rules.due(deadline.rule(), deadline.run(), deadline.at());
                });
    }

    /// One that was missed is due at the next start.
    @Bean
    RecurringTask<Void> nightly(StopRules rules, SlotSettings settings) {
        return Tasks.recurring(NIGHTLY, everyNight(settings))
                .onFailure(new OnFailureRetryLater<>(Duration.ofSeconds(10)))
                .execute((_, context) -> rules.nightly(context.getExecution().executionTime));
    }

    /// Daily, not by cron: on the night when 02:00 does not exist it is at 03:00.
    static Schedule everyNight(SlotSettings settings) {
        return Schedules.daily(settings.nightlyZone(), settings.nightlyAt());
    }

    @Bean
    com.github.kagkarlsson.scheduler.Clock schedulerClock(Clock clock) {
        return clock::instant;
    }

    @Bean
    DbSchedulerCustomizer readableTaskData() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }
        };
    }
}
