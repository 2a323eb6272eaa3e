package webconference.notification.scheduling;

import static com.github.kagkarlsson.scheduler.task.helper.Tasks.custom;
import static com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.notification.Courier;
import webconference.notification.DeliveryId;
import webconference.notification.Errand;
import webconference.notification.MailRoom;

/// What is scheduled: one task for each copy, gone when the copy is settled, taken over by another
/// instance when the one that held it dies.
@Configuration(proxyBeanMethods = false)
class Tasks {

    static final TaskDescriptor<Copy> DELIVER = TaskDescriptor.of("deliver", Copy.class);

    static final TaskDescriptor<Void> FORGET = TaskDescriptor.of("forget");

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration AFTER_OUR_OWN_FAILURE = Duration.ofSeconds(10);

    /// Whose copy of which message.
    ///
    /// @param round null: noted by a release that knew of none
    record Copy(UUID message, String recipient, @Nullable Integer round) {

        Errand errand() {
            return new Errand(new DeliveryId(message, recipient), round == null ? 0 : round);
        }
    }

    @Bean
    Task<Copy> deliver(Courier courier, Clock clock) {
        return custom(DELIVER)
                .onDeadExecutionRevive()
                .onFailure((done, next) ->
                        next.reschedule(done, clock.instant().plus(AFTER_OUR_OWN_FAILURE)))
                .execute((instance, _) -> {
                    var pause = courier.deliver(instance.getData().errand());
                    return (done, next) ->
                            pause.ifPresentOrElse(
                                    wait -> next.reschedule(done, clock.instant().plus(wait)),
                                    next::remove);
                });
    }

    @Bean
    Task<Void> forget(MailRoom mailRoom) {
        return recurring(FORGET, FixedDelay.ofHours(6)).execute((_, _) -> mailRoom.forget(KEPT));
    }

    /// Rows hold readable JSON.
    @Bean
    DbSchedulerCustomizer schedulerCustomizer() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }
        };
    }
}
