package webconference.streaming.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import webconference.streaming.Capture;
import webconference.streaming.Capture.JoinLinks;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.CaptureFailure.PageFailed;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.SoundEncoder;
import webconference.streaming.chromium.Recorded.Seen;

/// With a real browser and a real ffmpeg, on a page that looks and sounds like a meeting. How quick
/// and how smooth it is on a machine that does nothing else is measured by `infra/bench/capture`;
/// the limits here are those that people were promised, and hold on a busy one.
class TabCaptureTest {

    /// The adapters as the service wires them.
    private static final AnnotationConfigApplicationContext ADAPTERS =
            new AnnotationConfigApplicationContext(
                    "webconference.streaming.chromium", "webconference.streaming.ffmpeg");

    /// Sound comes in frames of 1024 samples.
    private static final int ONE_SECOND = 47;

    private final UUID run = UUID.randomUUID();
    private final MeetingSite site = new MeetingSite();
    private final Recorded recorded = new Recorded();
    private Capture.Session session = NO_SESSION;

    private void open() {
        open(site);
    }

    private void open(JoinLinks links) {
        session = ADAPTERS.getBean(Capture.class).open(request(links), recorded);
    }

    private Capture.Request request(JoinLinks links) {
        return new Capture.Request(run, links, 15);
    }

    @AfterEach
    void nothing_is_left() throws IOException {
        var processes =
                ProcessHandle.current().descendants().filter(TabCaptureTest::isOurs).toList();
        var asked = System.nanoTime();
        session.close();
        session.close();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        assertThat(processes).filteredOn(TabCaptureTest::runs).isEmpty();
        assertThat(temporaryFiles()).isEmpty();
        site.close();
    }

    @Test
    void a_meeting_comes_out_as_picture_and_sound() {
        open();
        soon().until(() -> recorded.count(Picture.class) > 90);
        assertThat(processArguments()).noneMatch(it -> it.contains("sessionToken"));
        session.close();

        assertThat(recorded.told).containsExactly("joined");
        assertThat(recorded.probed())
                .contains("codec_name=h264", "width=1280", "height=720", "pix_fmt=yuv420p")
                .contains("codec_name=aac", "sample_rate=48000", "channels=2");
        assertThat(recorded.count(PictureConfiguration.class)).isEqualTo(1);
        var pictures = recorded.pictures();
        assertThat(pictures.getFirst().at()).isZero();
        assertThat(pictures.getFirst().key()).isTrue();
        assertThat(pictures).extracting(Seen::at).isSorted();
        var shown = pictures.stream().filter(Seen::showsMeeting).toList();
        assertThat(shown).hasSizeGreaterThan(80);
        assertThat(shown).extracting(it -> it.clock().orElseThrow()).isSorted();
        assertThat(percentile(95, shown)).isLessThan(3000);
        assertThat(pictures).filteredOn(isOverdueAsKey(pictures)).allMatch(Seen::key);
        assertThat(longestSilence(recorded.sound())).isLessThan(Duration.ofMillis(500));
        var lastSound = recorded.all(Sound.class).getLast().at();
        assertThat(lastSound).isBetween(pictures.getLast().at() - 500, pictures.getLast().at());
    }

    /// The picture and sound side of S61, S62 and S78.
    @Test
    void S61_a_pause_shows_nothing_of_the_meeting_in_the_same_stream() {
        open();
        soon().until(() -> recorded.count(Picture.class) > 30);
        var asked = System.currentTimeMillis();
        session.pause();
        session.pause();
        var before = recorded.count(Picture.class);
        var soundBefore = recorded.count(Sound.class);
        soon().until(() -> recorded.count(Sound.class) > soundBefore + 2 * ONE_SECOND);
        var keys = keyFrames();
        session.keyFrame();
        soon().until(() -> keyFrames() > keys);
        var resumed = recorded.count(Picture.class);
        session.resume();
        session.resume();
        soon().until(() -> recorded.count(Picture.class) > resumed + 20);
        session.close();

        var pictures = recorded.pictures();
        var pause = pictures.stream().filter(it -> !it.showsMeeting()).findFirst().orElseThrow();
        assertThat(pause.arrived() - asked).isLessThan(2000);
        assertThat(pause.key()).isTrue();
        assertThat(pictures.subList(before, resumed)).noneMatch(Seen::showsMeeting);
        assertThat(
                        pictures.subList(resumed, pictures.size()).stream()
                                .dropWhile(it -> !it.showsMeeting()))
                .isNotEmpty()
                .allMatch(Seen::showsMeeting);
        assertThat(longestGap(pictures)).isLessThan(2000);
        assertThat(recorded.count(PictureConfiguration.class)).isEqualTo(1);
        var back =
                pictures.subList(resumed, pictures.size()).stream()
                        .filter(Seen::showsMeeting)
                        .findFirst()
                        .orElseThrow();
        // by the stream's own clock: what was said before may arrive late on a busy machine
        var from = soundsBefore(pause.at() + 500);
        var to = soundsBefore(back.at() - 500);
        assertThat(to - from).isGreaterThan(ONE_SECOND / 2);
        assertThat(loudest(recorded.sound(), from, to)).isLessThan(50);
    }

    private int soundsBefore(long at) {
        return (int) recorded.all(Sound.class).stream().takeWhile(it -> it.at() < at).count();
    }

    @Nested
    class A_meeting_page_that_is_lost {

        @Test
        void to_a_crash_is_opened_again_in_the_same_stream() {
            open();
            soon().until(() -> recorded.count(Picture.class) > 20);
            var crashed = crashThePage();
            soon().until(() -> showsMeetingAfter(crashed));
            session.close();

            assertThat(recorded.told).containsExactly("joined");
            assertThat(site.asked()).containsExactly(false, true);
            assertThat(recorded.count(PictureConfiguration.class)).isEqualTo(1);
            var pictures = recorded.pictures();
            assertThat(pictures.stream().filter(it -> !it.showsMeeting())).isNotEmpty();
            assertThat(longestGap(pictures)).isLessThan(2500);
        }

        @Test
        void because_it_hangs_is_opened_again_in_the_same_stream() {
            open();
            soon().until(() -> recorded.count(Picture.class) > 20);
            site.wish("hang");
            soon().until(() -> site.asked().size() == 2);
            var reopened = recorded.count(Picture.class);
            soon().until(() -> showsMeetingAfter(reopened));
            session.close();

            assertThat(recorded.told).containsExactly("joined");
            assertThat(site.asked()).containsExactly(false, true);
            assertThat(recorded.count(PictureConfiguration.class)).isEqualTo(1);
        }

        @Test
        void S78_while_paused_stays_unseen_when_it_is_back() {
            open();
            session.pause();
            soon().until(() -> recorded.count(Picture.class) > 4);
            crashThePage();
            soon().until(() -> site.asked().size() == 2);
            var reopened = recorded.count(Picture.class);
            soon().until(() -> recorded.count(Picture.class) > reopened + 8);
            assertThat(recorded.pictures()).noneMatch(Seen::showsMeeting);
            session.resume();
            soon().until(() -> showsMeetingAfter(reopened));
        }

        @Test
        void and_never_comes_is_a_failure() {
            open(_ -> URI.create("http://localhost:9/html5client/join?sessionToken=s3cr3t"));
            soon().until(() -> !recorded.told.isEmpty());
            assertThat(recorded.told).containsExactly("failed");
            assertThat(recorded.failure)
                    .isInstanceOf(PageFailed.class)
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Nested
    class The_waiting_room {

        @Test
        void S56_is_told_and_nothing_comes_out_before_live_is_admitted() {
            site.withWaitingRoom();
            open();
            soon().until(() -> recorded.told.contains("waiting"));
            assertThat(recorded.soFar()).isEmpty();
            site.decide("ALLOW");
            soon().until(() -> recorded.count(Picture.class) > 5);
            assertThat(recorded.told).containsExactly("waiting", "joined");
            assertThat(recorded.pictures()).allMatch(Seen::showsMeeting);
        }

        @Test
        void S59_ends_the_capture_when_live_is_refused() {
            site.withWaitingRoom();
            open();
            soon().until(() -> recorded.told.contains("waiting"));
            site.decide("DENY");
            soon().until(() -> recorded.told.size() == 2);
            assertThat(recorded.told).containsExactly("waiting", "refused");
            assertThat(recorded.soFar()).isEmpty();
        }
    }

    @Test
    void the_end_of_the_meeting_is_told_once() {
        open();
        soon().until(() -> recorded.count(Picture.class) > 5);
        site.wish("end");
        soon().until(() -> recorded.told.contains("ended"));
        assertThat(recorded.told).containsExactly("joined", "ended");
    }

    @Test
    void a_browser_that_cannot_be_started_is_a_failure() {
        var nowhere = new ChromiumProperties("/no/such/browser", 1_000_000);
        session =
                new TabCapture(nowhere, ADAPTERS.getBean(SoundEncoder.class))
                        .open(request(site), recorded);
        soon().until(() -> !recorded.told.isEmpty());
        assertThat(recorded.failure).isInstanceOf(EncoderFailed.class);
    }

    @Test
    void a_browser_that_ends_is_a_failure() {
        open();
        soon().until(() -> recorded.count(Picture.class) > 5);
        browserProcesses("--remote-debugging-pipe").forEach(ProcessHandle::destroyForcibly);
        soon().until(() -> recorded.told.contains("failed"));
        assertThat(recorded.failure).isInstanceOf(EncoderFailed.class);
    }

    @Test
    void nothing_outlives_a_service_that_is_killed() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var service =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                CaptureUntilKilled.class.getName(),
                                run.toString(),
                                site.url("join").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(service.inputReader().lines().anyMatch("media"::equals)).isTrue();
        var children = service.descendants().toList();
        assertThat(children).hasSizeGreaterThan(3);
        service.destroyForcibly();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> children.stream().noneMatch(TabCaptureTest::runs));
        assertThat(temporaryFiles()).isEmpty();
    }

    private static final Capture.Session NO_SESSION =
            new Capture.Session() {
                @Override
                public void pause() {}

                @Override
                public void resume() {}

                @Override
                public void keyFrame() {}

                @Override
                public void close() {}
            };

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    /// Makes the page large and kills the largest; returns how many pictures had come by then.
    private int crashThePage() {
        site.wish("swell");
        soon().until(() -> largestPage().map(TabCaptureTest::residentPages).orElse(0L) > 100_000);
        var pictures = recorded.count(Picture.class);
        site.wish("");
        largestPage().orElseThrow().destroyForcibly();
        return pictures;
    }

    private static Optional<ProcessHandle> largestPage() {
        return browserProcesses("--type=renderer").stream()
                .max(Comparator.comparingLong(TabCaptureTest::residentPages));
    }

    private static List<ProcessHandle> browserProcesses(String argument) {
        return ProcessHandle.current()
                .descendants()
                .filter(it -> arguments(it).contains(argument))
                .filter(it -> !arguments(it).startsWith("sh"))
                .toList();
    }

    private static List<String> processArguments() {
        return ProcessHandle.current().descendants().map(TabCaptureTest::arguments).toList();
    }

    private static String arguments(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /// Other tests may run at the same time, with programs of their own.
    private static boolean isOurs(ProcessHandle process) {
        var arguments = arguments(process);
        return arguments.contains("chromium") || arguments.contains("s16le");
    }

    /// One that has ended and waits for its parent to notice has no arguments any more.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && !arguments(process).isEmpty();
    }

    private static long residentPages(ProcessHandle process) {
        try {
            var numbers = Files.readString(Path.of("/proc/" + process.pid() + "/statm"));
            return Long.parseLong(numbers.split(" ", 3)[1]);
        } catch (IOException e) {
            return 0;
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(it -> it.toString().contains(run.toString())).toList();
        }
    }

    private boolean showsMeetingAfter(int pictures) {
        return recorded.count(Picture.class) > pictures + 10
                && recorded.pictures().stream().skip(pictures + 3).anyMatch(Seen::showsMeeting)
                && recorded.pictures().getLast().showsMeeting();
    }

    private long keyFrames() {
        return recorded.all(Picture.class).stream().filter(Picture::key).count();
    }

    /// Whether the last key frame before it is two seconds old, give or take the rounding.
    private static Predicate<Seen> isOverdueAsKey(List<Seen> pictures) {
        return picture ->
                pictures.stream()
                                .filter(it -> it.key() && it.at() < picture.at())
                                .mapToLong(it -> picture.at() - it.at())
                                .min()
                                .orElse(0)
                        > 2005;
    }

    private static long longestGap(List<Seen> pictures) {
        var longest = 0L;
        for (int i = 1; i < pictures.size(); i++) {
            longest = Math.max(longest, pictures.get(i).at() - pictures.get(i - 1).at());
        }
        return longest;
    }

    private static long percentile(int percent, List<Seen> pictures) {
        var latencies = pictures.stream().map(Seen::latency).sorted().toList();
        return latencies.get(latencies.size() * percent / 100);
    }

    /// After the sound has begun, the longest time in which hardly anything can be heard.
    private static Duration longestSilence(short[] samples) {
        var longest = 0;
        var quiet = 0;
        var hasBegun = false;
        for (var sample : samples) {
            var isQuiet = Math.abs(sample) < 100;
            quiet = isQuiet ? quiet + 1 : 0;
            hasBegun |= !isQuiet;
            longest = hasBegun ? Math.max(longest, quiet) : 0;
        }
        return Duration.ofMillis(longest / 48);
    }

    private static int loudest(short[] samples, int fromFrame, int toFrame) {
        var loudest = 0;
        for (int i = fromFrame * 1024; i < Math.min(toFrame * 1024, samples.length); i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }
}
