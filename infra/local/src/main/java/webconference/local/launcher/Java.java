package webconference.local.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the platform starts JVMs: quick to be ready and small rather than fast for hours.
public final class Java {

    private final Path caches;
    private final DataDirectory data;

    public Java(Settings settings, DataDirectory data) {
        this.caches = settings.data().resolve("aot");
        this.data = data;
    }

    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// What this JVM runs from; whatever is in it can be run in a JVM of its own.
    String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /// @param program whose start-up cache is used, if it was trained
    /// @param heap how large its heap may grow
    List<String> command(String program, String heap, List<String> rest) {
        var command = new ArrayList<>(List.of(executable().toString()));
        command.addAll(flags(heap));
        command.add("-Djava.io.tmpdir=" + data.temporaryDirectory(program));
        if (Files.exists(cache(program))) {
            command.add("-XX:AOTCache=" + cache(program));
            command.add("-Xlog:aot=off");
        }
        command.addAll(rest);
        return command;
    }

    static List<String> flags(String heap) {
        return List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED");
    }

    Path cache(String program) {
        return caches.resolve(program + ".aot");
    }
}
