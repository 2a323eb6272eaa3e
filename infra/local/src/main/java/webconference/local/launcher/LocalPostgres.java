package webconference.local.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL from a Maven artifact, as a program of its own with its data kept.
public final class LocalPostgres {

    public static final String NAME = "postgresql";

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final String SUPERUSER = "postgres";

    private final Path binaries;
    private final Path data;
    private final int port;
    private final Secrets secrets;

    public LocalPostgres(Settings settings, Secrets secrets) {
        this.binaries = settings.data().resolve("postgresql/binaries");
        this.data = settings.data().resolve("postgresql/data");
        this.port = settings.ports().of(Port.POSTGRES);
        this.secrets = secrets;
    }

    /// Unpacks it and makes its data directory, the first time.
    public void prepare() {
        try {
            if (!Files.exists(binaries.resolve("complete"))) {
                unpack();
                Files.createFile(binaries.resolve("complete"));
            }
            if (!Files.exists(data.resolve("complete"))) {
                Directories.delete(data);
                initialise();
                Files.createFile(data.resolve("complete"));
            }
        } catch (IOException e) {
            throw new CannotStart("cannot prepare PostgreSQL: " + Supervisor.reason(e), e);
        }
    }

    public Program program(Path workingDirectory) {
        var command = new ArrayList<>(allowedForRoot());
        command.addAll(
                List.of(
                        binaries.resolve("bin/postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "shared_buffers=32MB"));
        return new Program(
                NAME,
                command,
                Map.of(),
                workingDirectory,
                this::answers,
                Duration.ofSeconds(60),
                Duration.ofSeconds(15));
    }

    /// PostgreSQL refuses to run as root; in a user namespace root is nobody.
    private static List<String> allowedForRoot() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-U")
                : List.of();
    }

    /// Makes a database for each name, owned by a role of the same name that sees no other.
    public void createDatabases(Collection<String> names) {
        try (var connection =
                        DriverManager.getConnection(
                                url("postgres"), SUPERUSER, password(SUPERUSER));
                var statement = connection.createStatement()) {
            var existing = new ArrayList<String>();
            try (var rows = statement.executeQuery("select datname from pg_database")) {
                while (rows.next()) {
                    existing.add(rows.getString(1));
                }
            }
            for (var name : names) {
                if (!existing.contains(name)) {
                    statement.execute(
                            "create role %s login password '%s'".formatted(name, password(name)));
                    statement.execute("create database %s owner %s".formatted(name, name));
                    statement.execute("revoke connect on database %s from public".formatted(name));
                }
            }
        } catch (SQLException e) {
            throw new CannotStart("cannot make the services' databases: " + e.getMessage(), e);
        }
    }

    /// Gives a database and what is in it to a role of its own, [#ownerOf]; the role of its name
    /// only does there what it is granted.
    public void ownApart(String name) {
        var owner = ownerOf(name);
        try (var connection =
                        DriverManager.getConnection(url(name), SUPERUSER, password(SUPERUSER));
                var statement = connection.createStatement()) {
            boolean isNew;
            try (var rows =
                    statement.executeQuery(
                            "select from pg_roles where rolname = '%s'".formatted(owner))) {
                isNew = !rows.next();
            }
            if (isNew) {
                statement.execute(
                        "create role %s login password '%s'".formatted(owner, password(owner)));
            }
            statement.execute("reassign owned by %s to %s".formatted(name, owner));
            statement.execute("grant connect on database %s to %s".formatted(name, name));
        } catch (SQLException e) {
            throw new CannotStart(
                    "cannot give the database %s an owner: %s".formatted(name, e.getMessage()), e);
        }
    }

    /// Who migrates a database that is owned apart.
    static String ownerOf(String database) {
        return database + "_owner";
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String password(String role) {
        return secrets.of("database-" + role);
    }

    private boolean answers() {
        try (var _ = DriverManager.getConnection(url("postgres"), SUPERUSER, password(SUPERUSER))) {
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void initialise() throws IOException {
        var command = new ArrayList<>(allowedForRoot());
        command.addAll(
                List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + secrets.fileOf("database-" + SUPERUSER),
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync"));
        var initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (initdb.waitFor() != 0) {
                throw new CannotStart(
                        "PostgreSQL's initdb failed (as root it needs user namespaces: try"
                                + " `unshare -U true`); it said:\n"
                                + output.indent(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while preparing PostgreSQL", e);
        }
    }

    private void unpack() throws IOException {
        var packed = LocalPostgres.class.getResourceAsStream(BINARIES);
        if (packed == null) {
            throw new CannotStart(
                    "there is no PostgreSQL for this kind of machine in the build; name a server"
                            + " with --with DATABASE_URL=…");
        }
        Directories.delete(binaries);
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = binaries.resolve(entry.getName()).normalize();
                if (!target.startsWith(binaries)) {
                    throw new IOException(
                            "the archive leads out of its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, permissions(entry.getMode()));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }
}
