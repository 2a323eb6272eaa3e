package webconference.streaming.scheduling;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import webconference.streaming.Slots;

/// The slots as tables: which runs want or have a worker, and which instances offer how many.
@Component
class SlotTable implements Slots {

    static final String TABLE = "stream_run_slot";
    static final String CHANNEL = "stream_run";
    static final TaskDescriptor<Void> RUN = TaskDescriptor.of("stream-run");

    /// Slots, leases and heartbeats live by the machine's clock, which is their scheduler's own:
    /// the clock of the rules may be put forward, and no heartbeat must look old for that.
    static final Clock MACHINE = new SystemClock();

    private final JdbcClient jdbc;
    private final SchedulerClient client;

    SlotTable(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.client =
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                        .tableName(TABLE)
                        .serializer(new Jackson3Serializer())
                        .build();
    }

    @Override
    public void offer(UUID run) {
        client.scheduleIfNotExists(RUN.instance(run.toString()).scheduledTo(MACHINE.now()));
        nudge(run);
    }

    @Override
    public void withdraw(UUID run) {
        jdbc.sql("delete from stream_run_slot where task_instance = ? and not picked")
                .param(run.toString())
                .update();
        nudge(run);
    }

    /// PostgreSQL tells every instance, once the transaction has committed.
    @Override
    public void nudge(UUID run) {
        jdbc.sql("select pg_notify('stream_run', ?)").param(run.toString()).query().singleRow();
    }

    @Override
    public Capacity capacity() {
        return jdbc.sql(
                        """
                        select
                            (select coalesce(sum(slots), 0) from stream_worker
                             where seen_at > clock_timestamp() - interval '10 seconds') as slots,
                            (select count(*) from stream_run_slot s
                             join stream_run r on r.id = s.task_instance::uuid
                             where r.state not in ('QUEUED', 'ENDED')) as running,
                            (select count(*) from stream_run where state = 'QUEUED') as queued
                        """)
                .query((row, _) ->
                        new Capacity(
                                row.getInt("slots"), row.getInt("running"), row.getInt("queued")))
                .single();
    }

    /// This instance is there, with so many slots.
    void present(String worker, int slots) {
        jdbc.sql(
                        """
                        insert into stream_worker (name, slots, seen_at)
                        values (?, ?, clock_timestamp())
                        on conflict (name) do update set slots = excluded.slots, seen_at = excluded.seen_at
                        """)
                .params(worker, slots)
                .update();
    }

    void absent(String worker) {
        jdbc.sql("delete from stream_worker where name = ? or seen_at < now() - interval '1 day'")
                .param(worker)
                .update();
    }

    /// Runs that could have been taken a while ago, and were not.
    List<UUID> waiting() {
        return jdbc.sql(
                        """
                        select r.id from stream_run r
                        join stream_run_slot s on s.task_instance = r.id::text
                        where r.state = 'REQUESTED' and not s.picked
                        and s.execution_time < now() - interval '1 second'
                        """)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// Runs whose worker is gone, although they look as if one was at work. A heartbeat that is so
    /// old cannot be that of a worker that still publishes.
    List<UUID> abandoned() {
        return jdbc.sql(
                        """
                        select r.id from stream_run r
                        left join stream_run_slot s on s.task_instance = r.id::text
                        where r.state in ('JOINING', 'AWAITING_ADMISSION', 'CONNECTING', 'LIVE',
                                          'PAUSED', 'STOPPING')
                        and (s.task_instance is null
                            or not s.picked and s.execution_time < now() - interval '1 second'
                            or s.picked and s.last_heartbeat < now() - interval '6 seconds')
                        """)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }
}
