package webconference.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a JVM learnt of one jar in a training start, so that later starts need not learn it again.
/// It lies beside the jar and is worth nothing for a newer one.
record StartUpCache(Path jar) {

    static StartUpCache at(Path jar) {
        return new StartUpCache(jar);
    }

    /// The cache of a jar, if it is there and of that very jar.
    static Optional<StartUpCache> of(Path jar) {
        return Optional.of(at(jar)).filter(StartUpCache::isFresh);
    }

    private Path file() {
        return jar.resolveSibling(jar.getFileName() + ".aot");
    }

    boolean isFresh() {
        try {
            return Files.exists(file())
                    && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(jar))
                            > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> use() {
        return List.of("-XX:AOTCache=" + file(), "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /// Writes the cache when the JVM ends.
    List<String> train() {
        return List.of("-XX:AOTCacheOutput=" + file(), "-Xlog:aot=off");
    }
}
