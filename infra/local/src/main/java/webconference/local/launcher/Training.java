package webconference.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes start-up caches while nobody waits for anything: some time after the start, one after the
/// other and at the lowest priority.
public final class Training implements AutoCloseable {

    private static final Duration AFTER = Duration.ofSeconds(30);

    private final List<Program> programs;
    private final PlatformLog log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Process process;

    public Training(List<Program> programs, PlatformLog log) {
        this.programs = programs;
        this.log = log;
    }

    public void begin() {
        Thread.ofVirtual().name("training").start(this::run);
    }

    private void run() {
        try {
            if (closing.await(AFTER.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
            for (var program : programs) {
                train(program);
            }
        } catch (IOException e) {
            // Without a cache the next start takes longer; that is all.
            log.line("launcher", "no start-up cache: " + Supervisor.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void train(Program program) throws IOException, InterruptedException {
        var started = launch(program);
        if (started == null) {
            return;
        }
        var output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var exitCode = started.waitFor();
        log.line(
                program.name(),
                program.isReady().getAsBoolean()
                        ? "made a start-up cache"
                        : "made no start-up cache (exit code " + exitCode + "): " + output);
    }

    private synchronized @Nullable Process launch(Program program) throws IOException {
        if (closing.getCount() == 0) {
            return null;
        }
        var command = new ArrayList<>(List.of("setsid", "nice", "-n", "19"));
        command.addAll(program.command());
        var builder =
                new ProcessBuilder(command)
                        .directory(program.directory().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        process = builder.start();
        return process;
    }

    @Override
    public synchronized void close() {
        closing.countDown();
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
