package webconference.local.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Starts programs, keeps them running and stops them. A program that dies while the platform is
/// starting ends the start; one that dies later is started again, if so chosen.
public final class Supervisor {

    private final PlatformLog log;
    private final PidFiles pids;
    private final Consumer<String> terminal;
    private final Runnable onLoss;
    private final Map<String, RunningProgram> programs = new LinkedHashMap<>();
    private volatile boolean restarts;
    private volatile boolean settled;
    private boolean closed;

    /// @param terminal what the person at the keyboard is told
    /// @param onLoss run when a program died and will not be started again
    Supervisor(PlatformLog log, PidFiles pids, Consumer<String> terminal, Runnable onLoss) {
        this.log = log;
        this.pids = pids;
        this.terminal = terminal;
        this.onLoss = onLoss;
    }

    public Supervisor(
            PlatformLog log, DataDirectory data, Consumer<String> terminal, Runnable onLoss) {
        this(log, data.pids(), terminal, onLoss);
    }

    public void start(Program program) {
        synchronized (programs) {
            if (closed) {
                throw new CannotStart("stopped while starting " + program.name());
            }
            var running = new RunningProgram(program, log, pids, this::ended);
            programs.put(program.name(), running);
            running.launch();
        }
    }

    /// @throws CannotStart if it ended, or took longer than it may
    public void awaitReady(String name) {
        of(name).awaitReady();
    }

    /// From now on, death is no failed start.
    public void settle(boolean restarts) {
        this.restarts = restarts;
        this.settled = true;
    }

    /// Stops programs, all at once, and returns when the last of them is gone.
    public void stop(Collection<String> names) {
        List<RunningProgram> wanted;
        synchronized (programs) {
            wanted = programs.values().stream().filter(p -> names.contains(p.name())).toList();
        }
        wanted.forEach(RunningProgram::askToStop);
        wanted.forEach(RunningProgram::awaitStopped);
    }

    /// From now on nothing is started any more.
    public void close() {
        synchronized (programs) {
            closed = true;
        }
    }

    private void ended(RunningProgram program, int exitCode, Duration lived) {
        if (!settled) {
            return; // awaitReady says so
        }
        if (!restarts) {
            terminal.accept(
                    "%s ended (exit code %d). Its last lines are in %s"
                            .formatted(program.name(), exitCode, log.file()));
            onLoss.run();
            return;
        }
        var pause =
                lived.compareTo(Duration.ofSeconds(20)) < 0
                        ? program.longerPause()
                        : program.shortPause();
        terminal.accept(
                "%s ended (exit code %d); starting it again in %d s"
                        .formatted(program.name(), exitCode, pause.toSeconds()));
        program.relaunchAfter(pause);
    }

    private RunningProgram of(String name) {
        synchronized (programs) {
            var program = programs.get(name);
            if (program == null) {
                throw new IllegalArgumentException(name);
            }
            return program;
        }
    }

    static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
