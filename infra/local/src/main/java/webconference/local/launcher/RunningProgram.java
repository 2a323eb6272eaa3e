package webconference.local.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program, from its first launch to its last stop, over all its processes in between.
final class RunningProgram {

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long ASK_AGAIN_AFTER_MILLIS = 100;

    private final Program program;
    private final PlatformLog log;
    private final PidFiles pids;
    private final Deaths deaths;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Duration pause = SHORT_PAUSE;
    private @Nullable Process process;

    /// Told of every end that nobody asked for.
    interface Deaths {
        void on(RunningProgram program, int exitCode, Duration lived);
    }

    RunningProgram(Program program, PlatformLog log, PidFiles pids, Deaths deaths) {
        this.program = program;
        this.log = log;
        this.pids = pids;
        this.deaths = deaths;
    }

    String name() {
        return program.name();
    }

    synchronized void launch() {
        if (stopping.getCount() == 0) {
            return;
        }
        var builder =
                new ProcessBuilder(inASessionOfItsOwn(program.command()))
                        .directory(program.directory().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        try {
            var started = builder.start();
            started.getOutputStream().close();
            pids.write(name(), started.pid());
            process = started;
            Thread.ofVirtual().name(name() + "-output").start(() -> copyOutput(started));
            Thread.ofVirtual().name(name() + "-end").start(() -> watch(started));
        } catch (IOException e) {
            throw new CannotStart("cannot start " + name() + ": " + Supervisor.reason(e), e);
        }
    }

    /// Ctrl-C reaches every process of the terminal's foreground group at once. Out of it, programs
    /// hear of the end only from us, in order.
    private static List<String> inASessionOfItsOwn(List<String> command) {
        var whole = new ArrayList<String>();
        whole.add("setsid");
        whole.addAll(command);
        return whole;
    }

    private void copyOutput(Process of) {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(of.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.line(name(), line);
            }
        } catch (IOException e) {
            log.line(name(), "(no more output: " + Supervisor.reason(e) + ")");
        }
    }

    private void watch(Process of) {
        var since = System.nanoTime();
        try {
            var exitCode = of.waitFor();
            if (stopping.getCount() > 0) {
                deaths.on(this, exitCode, Duration.ofNanos(System.nanoTime() - since));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitReady() {
        var deadline = System.nanoTime() + program.startsWithin().toNanos();
        while (!program.isReady().getAsBoolean()) {
            if (!isAlive()) {
                throw new CannotStart(
                        name() + " ended while starting; it said last:\n" + lastLines());
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart(
                        "%s is not ready after %d s; it said last:%n%s"
                                .formatted(
                                        name(), program.startsWithin().toSeconds(), lastLines()));
            }
            if (isStoppedWithin(Duration.ofMillis(ASK_AGAIN_AFTER_MILLIS))) {
                throw new CannotStart("stopped while starting " + name());
            }
        }
    }

    private String lastLines() {
        return String.join("\n", log.lastLinesOf(name())).indent(2)
                + "  (all of it: "
                + log.file()
                + ")";
    }

    Duration shortPause() {
        pause = SHORT_PAUSE;
        return pause;
    }

    /// What keeps dying young is given more and more time.
    Duration longerPause() {
        var now = pause;
        pause =
                pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                        ? LONGEST_PAUSE
                        : pause.multipliedBy(2);
        return now;
    }

    void relaunchAfter(Duration wait) {
        if (!isStoppedWithin(wait)) {
            launch();
        }
    }

    synchronized void askToStop() {
        stopping.countDown();
        if (process != null) {
            process.destroy();
        }
    }

    void awaitStopped() {
        var last = current();
        if (last == null) {
            return;
        }
        try {
            if (!last.waitFor(program.stopsWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                log.line(name(), "(did not end when asked to; killed)");
                last.descendants().forEach(ProcessHandle::destroyForcibly);
                last.destroyForcibly().waitFor();
            }
            pids.delete(name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAlive() {
        var last = current();
        return last != null && last.isAlive();
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    private boolean isStoppedWithin(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
