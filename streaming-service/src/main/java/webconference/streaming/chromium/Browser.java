package webconference.streaming.chromium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import webconference.streaming.CaptureFailure.EncoderFailed;

/// A Chromium of one run's own: its processes, its profile, and the pipe it is told through.
///
/// It takes its commands from standard input and answers on standard output, moved to the
/// descriptors 3 and 4 it knows. When our process dies, however, these pipes break, the browser
/// ends, and the shell that waits for it removes the profile.
final class Browser implements AutoCloseable {

    static final int WIDTH = 1280;
    static final int HEIGHT = 720;

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /// What a child process may know of our environment, which holds secrets.
    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "http_proxy", "https_proxy", "no_proxy");

    private static final String START_AND_CLEAR_UP =
            """
            directory=$1
            shift
            "$@" 3<&0 4>&1 </dev/null >/dev/null 2>"$directory/messages"
            rm -rf "$directory"
            """;

    private final Path directory;
    private final Process process;
    private final DevTools devTools;

    private Browser(Path directory, Process process, String name) {
        this.directory = directory;
        this.process = process;
        devTools = new DevTools(name, process.getOutputStream(), process.getInputStream());
    }

    /// Starts the browser; it may take a moment to answer.
    ///
    /// @param captureTitle the tab with this title is the one captured
    static Browser start(ChromiumProperties properties, UUID run, String captureTitle) {
        try {
            var directory = Files.createTempDirectory("capture-" + run + "-");
            var command = new ArrayList<>(List.of("sh", "-c", START_AND_CLEAR_UP, "browser"));
            command.add(directory.toString());
            command.add(properties.chromium());
            command.addAll(flags(directory, captureTitle));
            var builder = new ProcessBuilder(command);
            builder.environment().keySet().retainAll(HARMLESS);
            return new Browser(directory, builder.start(), run.toString());
        } catch (IOException e) {
            throw new EncoderFailed("the browser could not be started", e);
        }
    }

    private static List<String> flags(Path directory, String captureTitle) throws IOException {
        var flags =
                new ArrayList<>(
                        List.of(
                                "--headless=new",
                                "--remote-debugging-pipe",
                                "--user-data-dir=" + directory.resolve("profile"),
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-breakpad",
                                "--disable-extensions",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--password-store=basic",
                                "--autoplay-policy=no-user-gesture-required",
                                "--disable-background-timer-throttling",
                                "--disable-renderer-backgrounding",
                                "--disable-backgrounding-occluded-windows",
                                "--disable-hang-monitor",
                                "--hide-scrollbars",
                                "--test-type",
                                "--window-size=1280,863",
                                "--auto-select-tab-capture-source-by-title=" + captureTitle));
        if (weAreRoot()) {
            flags.add("--no-sandbox");
        }
        flags.add("about:blank");
        return flags;
    }

    private static boolean weAreRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
                && uid == 0;
    }

    /// Waits until the browser takes commands.
    ///
    /// @throws EncoderFailed with its last words, if it does not
    void awaitReady() throws InterruptedException {
        try {
            devTools.call(null, "Browser.getVersion", Map.of(), START);
        } catch (DevToolsFailure e) {
            throw new EncoderFailed("the browser does not start: " + lastWords(), e);
        }
    }

    /// No link into a meeting has been given to it yet: what it says can be shown.
    private String lastWords() {
        try {
            return Files.readAllLines(directory.resolve("messages")).stream()
                    .filter(line -> !line.isBlank())
                    .reduce((earlier, later) -> later)
                    .orElse("it said nothing");
        } catch (IOException | UncheckedIOException e) {
            return "it left nothing to read";
        }
    }

    DevTools devTools() {
        return devTools;
    }

    /// Is done when the browser has ended, whoever ended it.
    CompletableFuture<?> end() {
        return devTools.end();
    }

    /// Asks the browser to end, so that the meeting sees Live leave; kills what is left.
    @Override
    public void close() {
        var family = new ArrayList<>(process.descendants().toList());
        try {
            devTools.send(null, "Browser.close", Map.of());
        } catch (DevToolsFailure e) {
            // it has gone already
        }
        try {
            if (!process.waitFor(GRACE)) {
                process.descendants().forEach(family::add);
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(family::add);
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        removeDirectory();
    }

    private void removeDirectory() {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // the shell removes it too; one of the two comes second
        }
    }
}
