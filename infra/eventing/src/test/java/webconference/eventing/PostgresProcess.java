package webconference.eventing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// A PostgreSQL that can be stopped and started again on the same port with the data it had.
public final class PostgresProcess implements AutoCloseable {

    private final Path directory;
    private EmbeddedPostgres postgres;

    /// Starts one that keeps its data below this directory.
    public PostgresProcess(Path directory) {
        this.directory = directory;
        this.postgres = started(0);
    }

    private EmbeddedPostgres started(int port) {
        var builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "off");
        try {
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a new database and says how to reach it.
    public List<String> database(String name) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", name),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres");
    }

    public DataSource source(String database) {
        return postgres.getDatabase("postgres", database);
    }

    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        postgres = started(postgres.getPort());
    }

    @Override
    public void close() {
        stop();
    }
}
