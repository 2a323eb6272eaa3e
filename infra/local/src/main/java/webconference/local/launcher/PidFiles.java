package webconference.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The pids of what runs, one file each, so that the next start can clear away what a killed one
/// left behind, and so that a test can kill one program by its name.
final class PidFiles {

    private final Path directory;

    PidFiles(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CannotStart("cannot write " + directory + ": " + e.getMessage(), e);
        }
    }

    void write(String program, long pid) {
        try {
            Files.writeString(file(program), pid + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String program) {
        try {
            Files.deleteIfExists(file(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process a file speaks of, if it still runs. A process that started after the file was
    /// written only got the same number: it is somebody else's.
    Optional<ProcessHandle> find(String program) {
        try {
            var written = Files.getLastModifiedTime(file(program)).toInstant();
            var pid = Long.parseLong(Files.readString(file(program)).strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedBefore(process, written.plusSeconds(1)));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean startedBefore(ProcessHandle process, Instant instant) {
        return process.info().startInstant().map(instant::isAfter).orElse(false);
    }

    /// Ends what an earlier run left running, services before what they rely on.
    ///
    /// @return the names of what was still there
    List<String> clearLeftovers(Duration patience) {
        var names = names();
        var left = names.stream().filter(name -> find(name).isPresent()).toList();
        // Those that others rely on last: a database waits for its clients to go.
        left.stream().filter(name -> !isFoundation(name)).forEach(name -> end(name, patience));
        left.stream().filter(PidFiles::isFoundation).forEach(name -> end(name, patience));
        names.forEach(this::delete);
        return left;
    }

    private static boolean isFoundation(String name) {
        return name.equals(LocalPostgres.NAME) || name.equals(LocalKafka.NAME);
    }

    private void end(String program, Duration patience) {
        find(program)
                .ifPresent(process -> {
                    var family = Stream.concat(Stream.of(process), process.descendants()).toList();
                    family.forEach(ProcessHandle::destroy);
                    if (!haveEnded(family, patience)) {
                        family.forEach(ProcessHandle::destroyForcibly);
                        haveEnded(family, patience);
                    }
                });
    }

    private static boolean haveEnded(List<ProcessHandle> processes, Duration patience) {
        var all =
                CompletableFuture.allOf(
                        processes.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> names() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String program) {
        return directory.resolve(program + ".pid");
    }
}
