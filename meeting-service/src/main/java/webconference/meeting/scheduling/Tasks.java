package webconference.meeting.scheduling;

import static com.github.kagkarlsson.scheduler.task.helper.Tasks.custom;
import static com.github.kagkarlsson.scheduler.task.helper.Tasks.oneTime;
import static com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.meeting.Caretaker;
import webconference.meeting.MeetingDesk;
import webconference.meeting.MeetingServers;
import webconference.meeting.OpeningId;
import webconference.meeting.ServerName;

/// What is scheduled, and what is done then.
@Configuration(proxyBeanMethods = false)
class Tasks {

    static final TaskDescriptor<FirstTried> START =
            TaskDescriptor.of("start-meeting", FirstTried.class);
    static final TaskDescriptor<Tries> END = TaskDescriptor.of("end-meeting", Tries.class);
    static final TaskDescriptor<Void> TELL_ATTENDANCE = TaskDescriptor.of("tell-attendance");
    static final TaskDescriptor<Void> CHECK = TaskDescriptor.of("check-server");
    static final TaskDescriptor<Void> SUBSCRIBE = TaskDescriptor.of("subscribe-to-server");
    static final TaskDescriptor<Void> FORGET = TaskDescriptor.of("forget");

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// @param at when a server was first asked for the meeting; nobody was asked yet if null
    record FirstTried(@Nullable Instant at) {}

    /// @param failed how often it was tried in vain
    record Tries(int failed) {}

    @Bean
    Task<FirstTried> startMeeting(Caretaker caretaker, Clock clock) {
        return custom(START)
                .onFailure(soon(clock))
                .execute((instance, _) -> {
                    var first = instance.getData().at();
                    var since = first == null ? clock.instant() : first;
                    var again = caretaker.start(opening(instance.getId()), since);
                    return (done, next) ->
                            again.ifPresentOrElse(
                                    at -> next.reschedule(done, at, new FirstTried(since)),
                                    next::remove);
                });
    }

    @Bean
    Task<Tries> endMeeting(Caretaker caretaker, Clock clock) {
        return custom(END)
                .onFailure(soon(clock))
                .execute((instance, _) -> {
                    var ended = caretaker.end(opening(instance.getId()));
                    var failed = instance.getData().failed() + 1;
                    return (done, next) -> {
                        if (ended) {
                            next.remove();
                        } else {
                            next.reschedule(
                                    done, clock.instant().plus(pause(failed)), new Tries(failed));
                        }
                    };
                });
    }

    private static Duration pause(int failed) {
        var doubled = SOON.multipliedBy(1L << Math.min(failed - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    @Bean
    Task<Void> tellAttendance(MeetingDesk desk) {
        return oneTime(TELL_ATTENDANCE)
                .execute((instance, _) -> {
                    var id = instance.getId();
                    desk.tellAttendance(opening(id.substring(0, id.indexOf('/'))));
                });
    }

    @Bean
    Task<Void> checkServer(
            Caretaker caretaker, MeetingServers servers, RoundsProperties rounds, Clock clock) {
        return custom(CHECK)
                .onFailure(soon(clock))
                .execute((instance, _) -> {
                    var server = new ServerName(instance.getId());
                    if (servers.find(server).isEmpty()) {
                        return (_, next) -> next.remove();
                    }
                    var health = caretaker.check(server, rounds.lostAfter());
                    var pause = jittered(health.isWell() ? rounds.every() : rounds.whileIll());
                    return (done, next) -> next.reschedule(done, clock.instant().plus(pause));
                });
    }

    @Bean
    Task<Void> subscribeToServer(
            Caretaker caretaker, MeetingServers servers, RoundsProperties rounds, Clock clock) {
        return custom(SUBSCRIBE)
                .onFailure(soon(clock))
                .execute((instance, _) -> {
                    var server = new ServerName(instance.getId());
                    if (servers.find(server).isEmpty()) {
                        return (_, next) -> next.remove();
                    }
                    var pause =
                            caretaker.subscribe(server)
                                    ? rounds.subscribe()
                                    : rounds.subscribe().dividedBy(10);
                    return (done, next) ->
                            next.reschedule(done, clock.instant().plus(jittered(pause)));
                });
    }

    @Bean
    Task<Void> forget(MeetingDesk desk, RoundsProperties rounds) {
        return recurring(FORGET, FixedDelay.ofHours(1))
                .execute((_, _) -> desk.forget(rounds.keep()));
    }

    /// A failure of ours, such as a database that is away.
    private static <T> FailureHandler<T> soon(Clock clock) {
        return (done, next) -> next.reschedule(done, clock.instant().plus(SOON));
    }

    /// Up to a tenth sooner, so that many servers are not asked in step.
    private static Duration jittered(Duration pause) {
        var tenth = Math.max(1, pause.toMillis() / 10);
        return pause.minusMillis(ThreadLocalRandom.current().nextLong(tenth));
    }

    private static OpeningId opening(String id) {
        return new OpeningId(UUID.fromString(id));
    }

    /// Rows hold readable JSON, and who waits for a server costs no thread of the machine.
    @Bean
    DbSchedulerCustomizer schedulerCustomizer() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }

            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("errand-", 0).factory()));
            }
        };
    }
}
