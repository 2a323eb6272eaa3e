package webconference.local.launcher;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One file with everything every program writes, each line with its program's name before it. The
/// file of the run before stays beside it.
public final class PlatformLog implements AutoCloseable {

    private static final int REMEMBERED = 12;

    private final Path file;
    private final BufferedWriter writer;
    private final Map<String, Deque<String>> last = new HashMap<>();
    private boolean closed;

    public PlatformLog(Path directory) {
        try {
            Files.createDirectories(directory);
            this.file = directory.resolve("platform.log");
            if (Files.exists(file)) {
                Files.move(file, directory.resolve("platform.1.log"), REPLACE_EXISTING);
            }
            this.writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new CannotStart("cannot write " + directory + ": " + e.getMessage(), e);
        }
    }

    public Path file() {
        return file;
    }

    public synchronized void line(String program, String text) {
        var remembered = last.computeIfAbsent(program, _ -> new ArrayDeque<>());
        remembered.addLast(text);
        if (remembered.size() > REMEMBERED) {
            remembered.removeFirst();
        }
        if (closed) {
            return;
        }
        try {
            writer.write("%-20s | %s".formatted(program, text));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A stream whose lines come here as a program's.
    public PrintStream streamOf(String program) {
        return new PrintStream(new Lines(program), true, StandardCharsets.UTF_8);
    }

    private final class Lines extends OutputStream {

        private final String program;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private Lines(String program) {
            this.program = program;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                line(program, line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    /// The last lines a program wrote, for whoever has to say why it ended.
    synchronized List<String> lastLinesOf(String program) {
        return List.copyOf(last.getOrDefault(program, new ArrayDeque<>()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
