package webconference.streaming.scheduling;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import webconference.streaming.Deadlines;
import webconference.streaming.StopRule;
import webconference.streaming.scheduling.StopTimers.Deadline;

/// Deadlines as rows of the starter's scheduler, written through a client of their own: the
/// scheduler itself needs the rules, which need the deadlines.
@Component
class TimedDeadlines implements Deadlines {

    private final SchedulerClient client;

    TimedDeadlines(DataSource dataSource) {
        client =
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                        .serializer(new Jackson3Serializer())
                        .build();
    }

    @Override
    public void set(StopRule rule, UUID run, Instant at) {
        var name = run + "/" + rule + "/" + at.toEpochMilli();
        client.scheduleIfNotExists(
                StopTimers.DEADLINE
                        .instance(name)
                        .data(new Deadline(rule, run, at))
                        .scheduledTo(at));
    }
}
