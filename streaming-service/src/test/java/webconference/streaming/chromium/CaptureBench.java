package webconference.streaming.chromium;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import webconference.streaming.Capture;
import webconference.streaming.CaptureFailure;
import webconference.streaming.MediaUnit;
import webconference.streaming.Publisher;
import webconference.streaming.rtmp.NginxRtmp;

/// What one stream costs and how late it is: from the realistic page through the browser, the
/// encoders and the publisher to an RTMP server, beside the page alone in the same browser.
///
/// No test: run by `infra/bench/capture`.
class CaptureBench {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED =
            Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));

    @TempDir private Path directory;

    private final List<Long> latencies = new ArrayList<>();

    @Test
    void cost_and_latency() throws IOException, InterruptedException {
        try (var site = new MeetingSite();
                var nginx = new NginxRtmp(directory)) {
            var alone = pageAlone(site);
            var stream = wholeRun(site, nginx);
            print(alone, stream);
        }
    }

    /// Seconds of a core for each second.
    private record Cost(double browser, double sound, double service) {
        double total() {
            return browser + sound + service;
        }
    }

    private Cost pageAlone(MeetingSite site) throws InterruptedException {
        var run = UUID.randomUUID();
        var properties = new ChromiumProperties("chromium", 2_500_000);
        try (var browser = Browser.start(properties, run, "none")) {
            browser.awaitReady();
            var tab = MeetingTab.open(browser, site.link(false));
            tab.await(Duration.ofSeconds(2));
            tab.look(); // clicks, so that the page makes its sound
            return cost(run);
        }
    }

    private Cost wholeRun(MeetingSite site, NginxRtmp nginx)
            throws IOException, InterruptedException {
        System.setProperty("stream.allowed-hosts", "localhost:" + nginx.port());
        System.setProperty("stream.allow-private-hosts", "localhost");
        var run = UUID.randomUUID();
        var url = "rtmp://localhost:" + nginx.port() + "/live";
        try (var adapters =
                        new AnnotationConfigApplicationContext(
                                "webconference.streaming.chromium",
                                "webconference.streaming.ffmpeg",
                                "webconference.streaming.rtmp");
                var publication =
                        adapters.getBean(Publisher.class)
                                .publish(
                                        new Publisher.Target(URI.create(url), "bench"),
                                        failure -> System.out.println("lost: " + failure));
                var _ =
                        adapters.getBean(Capture.class)
                                .open(new Capture.Request(run, site, 15), sending(publication))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> publication.acknowledgedBytes() > 0);
            var viewer = watch(url + "/bench");
            var cost = cost(run);
            viewer.destroy();
            return cost;
        }
    }

    private static Capture.Audience sending(Publisher.Publication publication) {
        return new Capture.Audience() {
            @Override
            public void awaitingAdmission() {}

            @Override
            public void joined() {}

            @Override
            public void refused() {}

            @Override
            public void meetingEnded() {}

            @Override
            public void media(MediaUnit unit) {
                publication.send(unit);
            }

            @Override
            public void failed(CaptureFailure failure) {
                System.out.println("failed: " + failure);
            }
        };
    }

    /// A viewer of the server's, who reads the page's clock off each picture as it comes.
    private Process watch(String url) throws IOException {
        var viewer =
                new ProcessBuilder(
                                "ffmpeg",
                                "-loglevel",
                                "error",
                                "-fflags",
                                "nobuffer",
                                "-flags",
                                "low_delay",
                                "-probesize",
                                "100000",
                                "-analyzeduration",
                                "1000000",
                                "-threads",
                                "1",
                                "-i",
                                url,
                                "-an",
                                "-vsync",
                                "passthrough",
                                "-vf",
                                Recorded.STRIP,
                                "-pix_fmt",
                                "gray",
                                "-f",
                                "rawvideo",
                                "-flush_packets",
                                "1",
                                "pipe:1")
                        .redirectError(Redirect.INHERIT)
                        .start();
        Thread.ofPlatform().daemon().start(() -> read(viewer));
        return viewer;
    }

    private void read(Process viewer) {
        var strip = new byte[Recorded.SQUARES];
        try (var pictures = viewer.getInputStream()) {
            while (pictures.readNBytes(strip, 0, strip.length) == strip.length) {
                var arrived = System.currentTimeMillis();
                Recorded.clock(strip)
                        .ifPresent(clock -> {
                            synchronized (latencies) {
                                latencies.add((arrived - clock) & 0xFFFFFF);
                            }
                        });
            }
        } catch (IOException e) {
            // it has been ended
        }
    }

    private Cost cost(UUID run) throws InterruptedException {
        Thread.sleep(WARM_UP);
        synchronized (latencies) {
            latencies.clear();
        }
        var begin = System.nanoTime();
        var before = spent(run);
        Thread.sleep(MEASURED);
        var after = spent(run);
        var seconds = (System.nanoTime() - begin) / 1e9;
        return new Cost(
                (after.browser() - before.browser()) / seconds,
                (after.sound() - before.sound()) / seconds,
                (after.service() - before.service()) / seconds);
    }

    private static Cost spent(UUID run) {
        var browser = 0.0;
        var sound = 0.0;
        for (var process : ProcessHandle.current().descendants().toList()) {
            var arguments = read(process, "cmdline");
            if (arguments.contains(run.toString())) {
                browser += cpuSeconds(process);
            } else if (arguments.contains("s16le")) {
                sound += cpuSeconds(process);
            }
        }
        return new Cost(browser, sound, cpuSeconds(ProcessHandle.current()));
    }

    /// Times of the process's own in the 14th and 15th field of its `stat`, in hundredths.
    private static double cpuSeconds(ProcessHandle process) {
        var stat = read(process, "stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 13
                ? 0
                : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
        } catch (IOException e) {
            return "";
        }
    }

    private void print(Cost alone, Cost stream) {
        var sorted = latencies.stream().sorted().toList();
        var format = "| %-28s | %8.2f | %8.2f | %8.2f | %8.2f |%n";
        System.out.println("bench: one stream, 1280x720 at 15 pictures a second, " + MEASURED);
        System.out.println(
                "| core-seconds per second      |  browser |    sound |  service |    total |");
        System.out.println(
                "|------------------------------|----------|----------|----------|----------|");
        System.out.printf(format, "the page alone", alone.browser(), 0.0, 0.0, alone.browser());
        System.out.printf(
                format,
                "the whole run",
                stream.browser(),
                stream.sound(),
                stream.service(),
                stream.total());
        if (sorted.isEmpty()) {
            System.out.println("no picture reached the viewer");
        } else {
            System.out.printf(
                    "page to viewer of the RTMP server: p50 %d ms, p95 %d ms, %.1f pictures/s%n",
                    sorted.get(sorted.size() / 2),
                    sorted.get(sorted.size() * 95 / 100),
                    sorted.size() / (double) MEASURED.toSeconds());
        }
    }
}
