package webconference.eventing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What befalls a database.
public final class Crash {

    private Crash() {}

    /// `pg_ctl restart -m immediate`: whoever is connected is cut off, and it comes back from its
    /// log.
    public static void restart(EmbeddedPostgres postgres)
            throws SQLException, IOException, InterruptedException {
        String data;
        Path server;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select current_setting('data_directory'), pg_backend_pid()")) {
            row.next();
            data = row.getString(1);
            server =
                    ProcessHandle.of(row.getLong(2))
                            .flatMap(process -> process.info().command())
                            .map(Path::of)
                            .orElseThrow();
        }
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) { // which PostgreSQL refuses to be
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(server.resolveSibling("pg_ctl").toString(), "restart", "-w"));
        command.addAll(List.of("-m", "immediate", "-D", data, "-l", data + "/restart.log"));
        var restart = new ProcessBuilder(command).redirectErrorStream(true);
        var process = restart.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL did not come back");
        }
    }
}
