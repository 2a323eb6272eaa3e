package webconference.meeting.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import webconference.meeting.MeetingDesk;
import webconference.meeting.MeetingServers;

/// Begins the rounds over the servers when the service starts, with a visit to each.
@Component
class Rounds {

    private final Scheduler scheduler;
    private final MeetingServers servers;
    private final MeetingDesk desk;
    private final Clock clock;

    Rounds(Scheduler scheduler, MeetingServers servers, MeetingDesk desk, Clock clock) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.desk = desk;
        this.clock = clock;
    }

    /// Before anybody asks for a meeting.
    @PostConstruct
    void meet() {
        desk.meet(servers.names());
    }

    @EventListener(ApplicationStartedEvent.class)
    void begin() {
        for (var server : servers.names()) {
            now(Tasks.CHECK, server.value());
            now(Tasks.SUBSCRIBE, server.value());
        }
    }

    private void now(TaskDescriptor<Void> round, String server) {
        var now = clock.instant();
        if (!scheduler.scheduleIfNotExists(round.instance(server).scheduledTo(now))) {
            try {
                scheduler.reschedule(round.instanceId(server), now);
            } catch (TaskInstanceCurrentlyExecutingException e) {
                // Another instance is there at this moment.
                return;
            }
        }
    }
}
