package webconference.meeting.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import webconference.meeting.Errands;
import webconference.meeting.OpeningId;

/// Notes errands as rows of db-scheduler in the running transaction, and wakes it when that has
/// committed: what can be done at once does not wait for its next look.
@Component
class ScheduledErrands implements Errands {

    /// The scheduler needs the tasks, the tasks need the domain, the domain needs its errands.
    private final ObjectProvider<Scheduler> scheduler;

    private final Clock clock;

    ScheduledErrands(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void start(OpeningId opening) {
        note(
                Tasks.START
                        .instance(opening.toString())
                        .data(new Tasks.FirstTried(null))
                        .scheduledTo(clock.instant()));
    }

    @Override
    public void end(OpeningId opening) {
        note(
                Tasks.END
                        .instance(opening.toString())
                        .data(new Tasks.Tries(0))
                        .scheduledTo(clock.instant()));
    }

    /// Each telling is a row of its own: one that is being done now may have read too early.
    @Override
    public void tellAttendance(OpeningId opening, Instant at) {
        note(Tasks.TELL_ATTENDANCE.instance(opening + "/" + at.toEpochMilli()).scheduledTo(at));
    }

    private void note(SchedulableInstance<?> errand) {
        scheduler.getObject().scheduleIfNotExists(errand);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        scheduler.getObject().triggerCheckForDueExecutions();
                    }
                });
    }
}
