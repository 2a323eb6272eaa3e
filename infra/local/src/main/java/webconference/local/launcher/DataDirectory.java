package webconference.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/// The directory everything is kept in, held by one launcher at a time.
public final class DataDirectory implements AutoCloseable {

    private static final String LAUNCHER = "launcher";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final PidFiles pids;
    private final FileChannel lock;

    private DataDirectory(Path directory, PidFiles pids, FileChannel lock) {
        this.directory = directory;
        this.pids = pids;
        this.lock = lock;
    }

    /// Takes the directory, ends what a killed launcher left running, and empties it if the person
    /// wants a fresh start.
    ///
    /// @throws CannotStart if another launcher holds it, or it cannot be written
    public static DataDirectory claim(Settings settings, Consumer<String> terminal) {
        var directory = settings.data();
        var pids = new PidFiles(directory.resolve("run"));
        try {
            var lock =
                    FileChannel.open(
                            directory.resolve("run/lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                var holder = pids.find(LAUNCHER).map(p -> " (pid " + p.pid() + ")").orElse("");
                throw new CannotStart("another platform" + holder + " uses " + directory);
            }
            var claimed = new DataDirectory(directory, pids, lock);
            claimed.prepare(settings.fresh(), terminal);
            return claimed;
        } catch (IOException e) {
            throw new CannotStart("cannot use " + directory + ": " + Supervisor.reason(e), e);
        }
    }

    private void prepare(boolean fresh, Consumer<String> terminal) throws IOException {
        var left = pids.clearLeftovers(PATIENCE);
        if (!left.isEmpty()) {
            terminal.accept("Ended what an earlier run left: " + String.join(", ", left));
        }
        Directories.delete(directory.resolve("tmp"));
        if (fresh) {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) {
                    if (!file.endsWith("run")) {
                        Directories.delete(file);
                    }
                }
            }
        }
        pids.write(LAUNCHER, ProcessHandle.current().pid());
    }

    PidFiles pids() {
        return pids;
    }

    /// A directory for what a program needs only while it runs.
    public Path temporaryDirectory(String program) {
        try {
            return Files.createDirectories(directory.resolve("tmp").resolve(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Directories.delete(directory.resolve("tmp"));
            pids.delete(LAUNCHER);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
