package webconference.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {

    @TempDir Path directory;

    @Test
    void what_an_earlier_run_left_is_ended() throws IOException {
        var left = new ProcessBuilder("sleep", "60").start();
        new PidFiles(directory).write("room-service", left.pid());
        assertThat(new PidFiles(directory).clearLeftovers(Duration.ofSeconds(5)))
                .containsExactly("room-service");
        assertThat(left.isAlive()).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_process_that_only_has_the_same_number_is_left_alone() throws IOException {
        var others = new ProcessBuilder("sleep", "60").start();
        try {
            var files = new PidFiles(directory);
            files.write("room-service", others.pid());
            var longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
            Files.setLastModifiedTime(directory.resolve("room-service.pid"), longAgo);
            assertThat(files.clearLeftovers(Duration.ofSeconds(5))).isEmpty();
            assertThat(others.isAlive()).isTrue();
        } finally {
            others.destroy();
        }
    }

    @Test
    void a_damaged_file_stops_nobody() throws IOException {
        Files.writeString(directory.resolve("kafka.pid"), "not a number");
        assertThat(new PidFiles(directory).clearLeftovers(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void what_others_rely_on_is_ended_last() throws Exception {
        // The service notes, as it ends, whether the database is still there.
        var database = new ProcessBuilder("sleep", "60").start();
        var note = directory.resolve("note");
        var service =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "trap 'kill -0 %d && echo yes > %s; exit' TERM; echo ready; while :; do sleep 0.05; done"
                                        .formatted(database.pid(), note))
                        .start();
        assertThat(service.inputReader().readLine()).isEqualTo("ready");
        var files = new PidFiles(directory);
        files.write(LocalPostgres.NAME, database.pid());
        files.write("room-service", service.pid());
        files.clearLeftovers(Duration.ofSeconds(5));
        assertThat(note).hasContent("yes");
        assertThat(database.isAlive()).isFalse();
    }
}
