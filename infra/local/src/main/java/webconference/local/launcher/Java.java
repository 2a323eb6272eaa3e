package webconference.local.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the platform starts JVMs: quick to be ready and small rather than fast for hours.
public final class Java {

    private static final List<String> FLAGS =
            List.of(
                    "-Xms32m",
                    "-Xmn16m",
                    // A heap that stays close to what lives in it.
                    "-XX:MinHeapFreeRatio=15",
                    "-XX:MaxHeapFreeRatio=25",
                    "-Xss512k",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    "--enable-native-access=ALL-UNNAMED");

    /// Where a rehearsal listens, seen from the platform that runs meanwhile.
    private static final int REHEARSAL_PORTS = 500;

    private final DataDirectory data;

    public Java(DataDirectory data) {
        this.data = data;
    }

    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// How to run what this JVM runs from in a JVM of its own, with the launcher's start-up cache.
    List<String> ownClassPath() {
        var arguments = new ArrayList<String>();
        StartUpCache.of(ownJar()).ifPresent(cache -> arguments.addAll(cache.use()));
        arguments.addAll(List.of("-cp", ownJar().toString()));
        return arguments;
    }

    /// The launcher's jar, which names what it needs. From an editor it is a whole class path, and
    /// has no cache.
    private static Path ownJar() {
        return Path.of(System.getProperty("java.class.path"));
    }

    /// How to make the launcher's and Kafka's start-up cache, if there is none.
    ///
    /// @param rehearsal the class that goes through what they do at a start, and ends
    public Optional<Program> training(Class<?> rehearsal, Settings settings) {
        var cache = StartUpCache.at(ownJar());
        if (cache.isFresh()) {
            return Optional.empty();
        }
        var name = "launcher-training";
        var arguments = new ArrayList<>(cache.train());
        arguments.addAll(List.of("-cp", ownJar().toString(), rehearsal.getName()));
        var elsewhere = settings.ports().offset() + REHEARSAL_PORTS;
        return Optional.of(
                new Program(
                        name,
                        command(name, "160m", arguments),
                        Map.of(
                                "WEBCONFERENCE_DATA",
                                data.temporaryDirectory(name).toString(),
                                "WEBCONFERENCE_PORT_OFFSET",
                                String.valueOf(elsewhere)),
                        settings.root(),
                        cache::isFresh,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1)));
    }

    /// @param program whose temporary files it makes
    /// @param heap how large its heap may grow
    List<String> command(String program, String heap, List<String> rest) {
        var command = new ArrayList<>(List.of(executable().toString()));
        command.addAll(FLAGS);
        command.add("-Xmx" + heap);
        command.add("-Djava.io.tmpdir=" + data.temporaryDirectory(program));
        command.addAll(rest);
        return command;
    }

    /// Many allocation arenas cost memory that few threads need.
    static Map<String, String> environment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }
}
