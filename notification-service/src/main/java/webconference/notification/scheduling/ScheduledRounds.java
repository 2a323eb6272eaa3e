package webconference.notification.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import webconference.notification.Errand;
import webconference.notification.Rounds;

/// Notes copies as rows of db-scheduler in the running transaction, and wakes it on commit.
@Component
class ScheduledRounds implements Rounds {

    /// The scheduler needs the task, the task the courier, the courier the mail room, and that its
    /// rounds.
    private final ObjectProvider<Scheduler> scheduler;

    private final Clock clock;

    ScheduledRounds(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void note(Errand errand) {
        var delivery = errand.delivery();
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        Tasks.DELIVER
                                .instance(errand.toString())
                                .data(
                                        new Tasks.Copy(
                                                delivery.message(),
                                                delivery.recipient(),
                                                errand.round()))
                                .scheduledTo(clock.instant()));
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        scheduler.getObject().triggerCheckForDueExecutions();
                    }
                });
    }
}
