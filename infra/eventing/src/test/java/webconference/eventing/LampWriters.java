package webconference.eventing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Threads that light the lamps as soon as some hang, one after the other at random, until all
/// instances together have done it often enough. Some commit late.
@Component
@ConditionalOnProperty("lamps.writers")
class LampWriters implements ApplicationRunner, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LampWriters.class);

    private final Lamps lamps;
    private final JdbcClient jdbc;
    private final int writers;
    private final int total;
    private final int pauseMs;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LampWriters(
            Lamps lamps,
            JdbcClient jdbc,
            @Value("${lamps.writers}") int writers,
            @Value("${lamps.total}") int total,
            @Value("${lamps.pause-ms:0}") int pauseMs) {
        this.lamps = lamps;
        this.jdbc = jdbc;
        this.writers = writers;
        this.total = total;
        this.pauseMs = pauseMs;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (int i = 0; i < writers; i++) {
            threads.execute(this::write);
        }
    }

    private void write() {
        var hanging = lamps.revisions().keySet().stream().toList();
        while (hanging.isEmpty() && !Thread.currentThread().isInterrupted()) {
            jdbc.sql("select pg_sleep(0.05)").query().singleRow();
            hanging = lamps.revisions().keySet().stream().toList();
        }
        var random = ThreadLocalRandom.current();
        while (!Thread.currentThread().isInterrupted() && next() <= total) {
            var lamp = hanging.get(random.nextInt(hanging.size()));
            try {
                lamps.lightAndCommitLate(lamp, pauseMs + (random.nextInt(10) == 0 ? 20 : 0));
            } catch (DataAccessException | TransactionException e) {
                log.info("A lamp stays as it was: {}", Causes.named(e));
            }
        }
    }

    private long next() {
        return jdbc.sql("select nextval('told')").query(Long.class).single();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
