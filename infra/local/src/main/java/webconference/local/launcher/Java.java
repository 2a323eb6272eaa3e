package webconference.local.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the platform starts JVMs: quick to be ready and small rather than fast for hours.
public final class Java {

    private static final List<String> FLAGS =
            List.of(
                    "-Xms48m",
                    "-Xmn20m",
                    "-Xss512k",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    "--enable-native-access=ALL-UNNAMED");

    private final DataDirectory data;

    public Java(DataDirectory data) {
        this.data = data;
    }

    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// What this JVM runs from; whatever is in it can be run in a JVM of its own.
    String ownClassPath() {
        return System.getProperty("java.class.path");
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
