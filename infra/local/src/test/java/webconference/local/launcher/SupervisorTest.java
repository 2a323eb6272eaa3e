package webconference.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger losses = new AtomicInteger();
    private PlatformLog log;
    private Supervisor supervisor;

    @BeforeEach
    void begin() {
        log = new PlatformLog(directory.resolve("log"));
        supervisor =
                new Supervisor(
                        log,
                        new PidFiles(directory.resolve("run")),
                        told::add,
                        losses::incrementAndGet);
    }

    @AfterEach
    void end() {
        supervisor.close();
        supervisor.stop(List.of("service"));
        log.close();
    }

    @Test
    void a_program_that_ends_while_starting_is_a_failed_start_that_says_why() {
        supervisor.start(program("echo no database here; exit 3", () -> false));
        assertThatThrownBy(() -> supervisor.awaitReady("service"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("service ended while starting")
                .hasMessageContaining("no database here");
    }

    @Test
    void a_program_that_is_killed_is_started_again_and_its_pid_written_anew() throws IOException {
        supervisor.start(program("exec sleep 60", () -> true));
        supervisor.settle(true);
        var first = pid();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> pid() != first);
        assertThat(ProcessHandle.of(pid())).get().matches(ProcessHandle::isAlive);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("service ended (exit code 137)", "again");
    }

    @Test
    void where_restarts_are_not_wanted_a_death_ends_the_platform() {
        supervisor.start(program("exec sleep 60", () -> true));
        supervisor.settle(false);
        await().untilAsserted(() -> ProcessHandle.of(pid()).orElseThrow().destroyForcibly());
        await().until(() -> losses.get() == 1);
        assertThat(told).singleElement().asString().contains("platform.log");
    }

    @Test
    void stopping_asks_first_and_then_kills() throws IOException {
        supervisor.start(program("trap '' TERM; while :; do sleep 0.1; done", () -> true));
        var process = ProcessHandle.of(pid()).orElseThrow();
        supervisor.stop(List.of("service"));
        assertThat(process.isAlive()).isFalse();
        assertThat(directory.resolve("run/service.pid")).doesNotExist();
        assertThat(told).isEmpty();
    }

    @Test
    void nothing_starts_after_the_close() {
        supervisor.close();
        var program = program("sleep 60", () -> true);
        assertThatThrownBy(() -> supervisor.start(program)).isInstanceOf(CannotStart.class);
    }

    @Test
    void everything_a_program_says_is_in_the_log_under_its_name() {
        supervisor.start(program("echo Grüße; echo problem >&2; exec sleep 60", () -> true));
        await().untilAsserted(() ->
                assertThat(Files.readString(log.file()))
                        .contains(
                                "service              | Grüße", "service              | problem"));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(directory.resolve("run/service.pid")).strip());
    }

    private Program program(String script, BooleanSupplier isReady) {
        return new Program(
                "service",
                List.of("sh", "-c", script),
                Map.of(),
                directory,
                isReady,
                Duration.ofSeconds(10),
                Duration.ofMillis(700));
    }
}
