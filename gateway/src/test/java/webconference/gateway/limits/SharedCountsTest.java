package webconference.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SharedCountsTest {

    private EmbeddedPostgres postgres;
    private JdbcClient jdbc;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        jdbc = JdbcClient.create(postgres.getPostgresDatabase());
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    private SharedCounts instance() {
        return new SharedCounts(postgres.getPostgresDatabase());
    }

    private static boolean passes(SharedCounts instance, Count count) {
        return instance.take(List.of(count)).isEmpty();
    }

    @Test
    void P21_two_instances_let_through_what_is_allowed_within_a_tenth() {
        var one = instance();
        var two = instance();
        var count = Count.of("some", "ada", Rate.of("600/10h"));
        var passed =
                IntStream.range(0, 2_000)
                        .filter(i -> passes(i % 2 == 0 ? one : two, count))
                        .count();
        assertThat(passed).isBetween(540L, 660L);
    }

    @Test
    void P21_most_requests_cost_no_statement() {
        var connections = new AtomicLong();
        var counting =
                new DelegatingDataSource(postgres.getPostgresDatabase()) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        connections.incrementAndGet();
                        return super.getConnection();
                    }
                };
        var instance = new SharedCounts(counting);
        var count = Count.of("cheap", "ada", Rate.of("600/10h"));
        IntStream.range(0, 300).forEach(_ -> passes(instance, count));
        assertThat(connections.get()).isBetween(1L, 300L / 20);
        IntStream.range(0, 1_000).forEach(_ -> passes(instance, count));
        var whenUsedUp = connections.get();
        IntStream.range(0, 1_000).forEach(_ -> passes(instance, count));
        assertThat(connections.get()).isEqualTo(whenUsedUp);
    }

    @Test
    void P21_who_waited_as_long_as_told_passes() {
        var instance = instance();
        var count = Count.of("patient", "ada", Rate.of("10/5s"));
        IntStream.range(0, 30).forEach(_ -> passes(instance, count));
        var told = instance.take(List.of(count)).orElseThrow();
        var from = System.nanoTime();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10))
                .until(() -> passes(instance, count));
        assertThat(Duration.ofNanos(System.nanoTime() - from))
                .isLessThan(told.plusSeconds(2)); // what others counted is heard once a second
    }

    @Test
    void P21_everybody_passes_while_the_counts_cannot_be_read() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});
        var blind = new SharedCounts(nowhere);
        assertThat(passes(blind, Count.of("any", "ada", Rate.of("1/1m")))).isTrue();
        assertThat(passes(blind, Count.of("any", "ada", Rate.of("1/1m")))).isTrue();
    }

    @Test
    void P21_what_is_full_again_is_forgotten() {
        var instance = instance();
        passes(instance, Count.of("old", "ada", Rate.of("10/1m")));
        passes(instance, Count.of("young", "ada", Rate.of("10/1m")));
        jdbc.sql("update rate_limits set expires_at = 1 where id like 'old %'").update();
        instance.forget();
        assertThat(rows("old")).isZero();
        assertThat(rows("young")).isEqualTo(1);
    }

    private long rows(String kind) {
        return jdbc.sql("select count(*) from rate_limits where id like ?")
                .param(kind + " %")
                .query(Long.class)
                .single();
    }
}
