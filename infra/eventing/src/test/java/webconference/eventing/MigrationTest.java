package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LampsTest
class MigrationTest {

    @Autowired Flyway flyway;
    @Autowired EmbeddedPostgres postgres;

    /// What ours gains later has a lower version than what the service has had for long.
    @Test
    void a_database_that_has_the_services_own_tables_gets_ours_that_are_new() {
        JdbcClient.create(postgres.getPostgresDatabase()).sql("create database earlier").update();
        var database = postgres.getDatabase("postgres", "earlier");
        var migration =
                Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .dataSource(database)
                        .load();
        migration.migrate();
        var earlier = JdbcClient.create(database);
        earlier.sql("drop table dead_letters").update();
        earlier.sql("delete from flyway_schema_history where version = '0.2'").update();

        assertThat(migration.migrate().migrationsExecuted).isEqualTo(1);
        assertThat(earlier.sql("select count(*) from dead_letters").query(Long.class).single())
                .isZero();
    }
}
