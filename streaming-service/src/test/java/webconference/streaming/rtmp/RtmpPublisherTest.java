package webconference.streaming.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import webconference.streaming.PublishFailure;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.NotRtmp;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.UnknownHost;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.PublishFailure.Untrusted;
import webconference.streaming.Publisher.Publication;
import webconference.streaming.Publisher.Target;

@Execution(ExecutionMode.CONCURRENT)
class RtmpPublisherTest {

    private static final URI UNKNOWN = URI.create("rtmp://unknown.example.org/live");

    /// Nobody listens on it, and no test that runs beside this one is lent it.
    private static final int NOBODYS_PORT = 1;

    @TempDir private static Path directory;
    private static NginxRtmp nginx;

    private final List<PublishFailure> losses = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startServer() throws IOException {
        nginx = new NginxRtmp(directory);
    }

    @AfterAll
    static void stopServer() {
        nginx.close();
    }

    @Test
    void picture_and_sound_arrive_at_a_server_that_is_not_ours() {
        try (var publication = publish(nginx.port(), "live", "plain")) {
            TestMedia.SIX_SECONDS.forEach(publication::send);
            await().until(() -> publication.acknowledgedBytes() > 200_000);
        }
        assertThat(Ffprobe.streams(nginx.recording("plain")))
                .contains("codec_name=h264", "codec_name=aac", "width=640", "sample_rate=48000");
        assertThat(Ffprobe.seconds(nginx.recording("plain"))).isBetween(5.8, 6.2);
        assertThat(losses).isEmpty();
    }

    @Test
    void S77_the_end_is_said_as_the_protocol_asks_within_two_seconds() {
        var publication = publish(nginx.port(), "live", "ended");
        TestMedia.SIX_SECONDS.forEach(publication::send);
        var asked = System.nanoTime();
        publication.close();
        publication.close();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        assertThat(Ffprobe.seconds(nginx.recording("ended"))).isBetween(5.8, 6.2);
        assertThat(losses).isEmpty();
    }

    @Test
    void a_new_connection_goes_on_in_time_from_the_next_key_frame() {
        var afterAKey = TestMedia.later(TestMedia.SIX_SECONDS.subList(30, 160), 60_000);
        try (var publication = publish(nginx.port(), "live", "again")) {
            TestMedia.SIX_SECONDS.stream()
                    .filter(TestMedia::isConfiguration)
                    .forEach(publication::send);
            afterAKey.forEach(publication::send);
        }
        assertThat(Ffprobe.streams(nginx.recording("again"))).contains("codec_name=h264");
        assertThat(firstPictureIsDecodable(nginx.recording("again"))).isTrue();
    }

    @Test
    void a_stream_of_many_hours_keeps_its_time() throws Exception {
        var beforeTheFieldOverflows = 0xFFFFFFL - 3_000;
        var recording = directory.resolve("hours.flv");
        var port = NginxRtmp.freePort();
        var url = "rtmp://127.0.0.1:" + port + "/live/hours";
        var ffmpeg =
                new ProcessBuilder(
                                "ffmpeg",
                                "-loglevel",
                                "error",
                                "-listen",
                                "1",
                                "-f",
                                "flv",
                                "-i",
                                url,
                                "-c",
                                "copy",
                                "-copyts",
                                "-f",
                                "flv",
                                recording.toString())
                        .inheritIO()
                        .start();
        var listening = new CompletableFuture<Publication>();
        await().ignoreExceptions().until(() -> listening.complete(publish(port, "live", "hours")));
        try (var publication = listening.join()) {
            TestMedia.later(TestMedia.SIX_SECONDS, beforeTheFieldOverflows)
                    .forEach(publication::send);
        }
        assertThat(ffmpeg.waitFor(10, TimeUnit.SECONDS)).isTrue();
        var span = Ffprobe.span(recording);
        assertThat(span[1] - span[0]).isBetween(5.8, 6.2);
        assertThat(span[1]).isGreaterThan(0xFFFFFF / 1000.0);
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class A_refusal {

        @Test
        void is_told_when_the_server_turns_the_key_away() {
            assertThatThrownBy(() -> publish(nginx.port(), "closed", "any"))
                    .isInstanceOf(Refused.class);
        }

        @Test
        void is_told_when_the_server_does_not_know_the_application() {
            assertThatThrownBy(() -> publish(nginx.port(), "nosuch", "any"))
                    .isInstanceOf(Refused.class);
        }

        @Test
        void is_told_when_somebody_else_publishes_under_the_key() {
            try (var first = publish(nginx.port(), "live", "taken")) {
                first.send(TestMedia.SIX_SECONDS.getFirst());
                assertThatThrownBy(() -> publish(nginx.port(), "live", "taken"))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("BadName");
            }
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Nobody {

        @Test
        void listens_there() {
            assertThatThrownBy(() -> publish(NOBODYS_PORT, "live", "any"))
                    .isInstanceOf(Unreachable.class);
        }

        @Test
        void speaks_rtmp_there() throws IOException {
            try (var web = aServerThatSays("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                assertThatThrownBy(() -> publish(web.getLocalPort(), "live", "any"))
                        .isInstanceOf(NotRtmp.class);
            }
        }

        @Test
        void answers_in_time_in_the_clear_or_to_tls() throws IOException {
            try (var silent = aServerThatSays("")) {
                var plain = failureOf("rtmp", silent.getLocalPort());
                var secure = failureOf("rtmps", nginx.port());
                assertThat(plain.join()).isInstanceOf(Unreachable.class);
                assertThat(secure.join()).isInstanceOf(Unreachable.class);
            }
        }

        private CompletableFuture<Throwable> failureOf(String scheme, int port) {
            return CompletableFuture.supplyAsync(
                            () -> catchThrowable(() -> publish(scheme, port, "live", "any")),
                            task -> Thread.ofVirtual().start(task))
                    .orTimeout(12, TimeUnit.SECONDS);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Over_tls {

        @Test
        void a_certificate_that_holds_carries_the_stream()
                throws IOException, GeneralSecurityException, InterruptedException {
            var certificate = TestTls.of(directory, "localhost");
            try (var tls = Forwarder.behind(certificate.door(), nginx.port())) {
                var target = target("rtmps", tls.port(), "live", "secure");
                var publisher = publisher(certificate.trusting());
                try (var publication = publisher.publish(target, losses::add)) {
                    TestMedia.SIX_SECONDS.forEach(publication::send);
                }
            }
            await().untilAsserted(() ->
                    assertThat(Ffprobe.seconds(nginx.recording("secure"))).isBetween(5.8, 6.2));
        }

        @Test
        void one_that_nobody_vouches_for_is_not_trusted()
                throws IOException, GeneralSecurityException, InterruptedException {
            var certificate = TestTls.of(directory, "localhost");
            try (var tls = Forwarder.behind(certificate.door(), nginx.port())) {
                assertThatThrownBy(() -> publish("rtmps", tls.port(), "live", "any"))
                        .isInstanceOf(Untrusted.class);
            }
        }

        @Test
        void one_for_another_name_is_not_trusted()
                throws IOException, GeneralSecurityException, InterruptedException {
            var certificate = TestTls.of(directory, "tube.example.org");
            try (var tls = Forwarder.behind(certificate.door(), nginx.port())) {
                var target = target("rtmps", tls.port(), "live", "any");
                var publisher = publisher(certificate.trusting());
                assertThatThrownBy(() -> publisher.publish(target, losses::add))
                        .isInstanceOf(Untrusted.class);
            }
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class A_trial {

        @Test
        void S18_is_answered_by_a_server_that_would_take_a_stream_and_publishes_nothing() {
            assertThat(failureOf("rtmp", nginx.port(), "live")).isNull();
            assertThat(directory.resolve(".flv")).doesNotExist();
        }

        @Test
        void ends_at_a_path_that_the_server_does_not_know() {
            assertThat(failureOf("rtmp", nginx.port(), "nosuch")).isInstanceOf(Refused.class);
        }

        @Test
        void ends_where_nobody_listens() {
            assertThat(failureOf("rtmp", NOBODYS_PORT, "live")).isInstanceOf(Unreachable.class);
        }

        @Test
        void ends_where_something_else_than_rtmp_is_spoken() throws IOException {
            try (var mail = aServerThatSays("220 mail.example.org ESMTP\r\n")) {
                assertThat(failureOf("rtmp", mail.getLocalPort(), "live"))
                        .isInstanceOf(NotRtmp.class);
            }
            try (var web = aServerThatSays("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                assertThat(failureOf("rtmps", web.getLocalPort(), "live"))
                        .isInstanceOf(NotRtmp.class);
            }
        }

        @Test
        void is_over_in_time_with_a_server_that_greets_and_says_no_more() throws IOException {
            var leftAlone = new CompletableFuture<Boolean>();
            try (var server = aServerThatGreets(leftAlone)) {
                var patient = publisher(defaultTls(), Duration.ofMillis(500));
                var url = url("rtmp", server.getLocalPort(), "live");
                assertThatThrownBy(() -> patient.tryOut(url)).isInstanceOf(Unreachable.class);
                assertThat(leftAlone).succeedsWithin(Duration.ofSeconds(10));
            }
        }

        @Test
        void looks_at_the_certificate_as_a_stream_does()
                throws IOException, GeneralSecurityException, InterruptedException {
            var certificate = TestTls.of(directory, "localhost");
            try (var tls = Forwarder.behind(certificate.door(), nginx.port())) {
                publisher(certificate.trusting()).tryOut(url("rtmps", tls.port(), "live"));
            }
            try (var tls = Forwarder.behind(certificate.door(), nginx.port())) {
                assertThat(failureOf("rtmps", tls.port(), "live")).isInstanceOf(Untrusted.class);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rtmp://127.0.0.1:%d/live",
                    "rtmp://[::1]:%d/live",
                    "rtmp://2130706433:%d/live",
                    "rtmp://elsewhere.example.org:%d/live",
                    "rtmp://private.example.org:%d/live",
                    "http://localhost:%d/live",
                    "rtmp://localhost:%d/live?key=k",
                    "rtmp://localhost@elsewhere.example.org:%d/live",
                })
        void P6_connects_to_nothing_that_a_stream_may_not_go_to(String url) throws IOException {
            try (var listener = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"))) {
                var target = URI.create(url.formatted(listener.getLocalPort()));
                assertThatThrownBy(() -> publisher(defaultTls()).tryOut(target))
                        .isInstanceOf(HostNotAllowed.class);
                listener.setSoTimeout(50);
                assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
            }
        }

        @Test
        void ends_at_a_name_that_nobody_knows() {
            assertThat(catchThrowable(() -> publisher(defaultTls()).tryOut(UNKNOWN)))
                    .isInstanceOf(UnknownHost.class);
        }

        private @Nullable Throwable failureOf(String scheme, int port, String application) {
            var url = url(scheme, port, application);
            return catchThrowable(() -> publisher(defaultTls()).tryOut(url));
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class A_connection_that_breaks {

        @Test
        void is_told_once_with_how_long_it_stood() throws IOException {
            try (var way = Forwarder.to(nginx.port())) {
                var publication = publish(way.port(), "live", "broken");
                TestMedia.SIX_SECONDS.forEach(publication::send);
                await().until(() -> publication.acknowledgedBytes() > 0);
                way.cut();
                await().untilAsserted(() -> assertThat(losses).hasSize(1));
                TestMedia.SIX_SECONDS.forEach(publication::send);
                publication.close();
                assertThat(losses).singleElement().isInstanceOf(Dropped.class);
            }
        }

        @Test
        void because_nobody_reads_any_more_is_noticed() throws IOException {
            try (var way = Forwarder.to(nginx.port())) {
                var publication = publish(way.port(), "live", "wedged");
                way.freeze();
                var frozen = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    TestMedia.later(TestMedia.SIX_SECONDS, i * 6_000L).forEach(publication::send);
                }
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(() -> assertThat(losses).hasSize(1));
                assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                        .isLessThan(Duration.ofSeconds(15));
                assertThat(losses).singleElement().isInstanceOf(Dropped.class);
            }
        }

        @Test
        void can_be_closed_in_two_seconds_even_if_nobody_reads() throws IOException {
            try (var way = Forwarder.to(nginx.port())) {
                var publication = publish(way.port(), "live", "stuck");
                way.freeze();
                for (int i = 0; i < 20; i++) {
                    TestMedia.later(TestMedia.SIX_SECONDS, i * 6_000L).forEach(publication::send);
                }
                var asked = System.nanoTime();
                publication.close();
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .isLessThan(Duration.ofSeconds(3));
                assertThat(losses).isEmpty();
            }
        }
    }

    @Test
    void the_key_is_in_no_text_that_leaves() {
        var key = "k3yk3yk3y";
        var publication = publish(nginx.port(), "live", key);
        assertThat(publication.toString()).doesNotContain(key);
        assertThat(target("rtmp", 1935, "live", key).toString()).doesNotContain(key);
        publication.close();
        var refusal = catchThrowable(() -> publish(nginx.port(), "closed", key));
        assertThat(refusal).hasMessageNotContaining(key);
        assertThat(String.valueOf(refusal.getCause())).doesNotContain(key);
    }

    @Test
    void a_target_that_is_not_allowed_is_not_connected_to() {
        var target = new Target(URI.create("rtmp://127.0.0.1:" + nginx.port() + "/live"), "any");
        assertThatThrownBy(() -> publisher(defaultTls()).publish(target, losses::add))
                .isInstanceOf(HostNotAllowed.class);
    }

    private Publication publish(int port, String application, String key) {
        return publish("rtmp", port, application, key);
    }

    private Publication publish(String scheme, int port, String application, String key) {
        return publisher(defaultTls()).publish(target(scheme, port, application, key), losses::add);
    }

    private static Target target(String scheme, int port, String application, String key) {
        return new Target(url(scheme, port, application), key);
    }

    private static URI url(String scheme, int port, String application) {
        return URI.create(scheme + "://localhost:" + port + "/" + application);
    }

    /// A publisher that may go to any port of this machine, under one name, and to two others that
    /// are not where they should be.
    private static RtmpPublisher publisher(SSLSocketFactory tls) {
        return publisher(tls, Duration.ofSeconds(10));
    }

    private static RtmpPublisher publisher(SSLSocketFactory tls, Duration trial) {
        var guard =
                new TargetGuard(
                        new TargetProperties(
                                List.of("localhost", "private.example.org", UNKNOWN.getHost()),
                                List.of("localhost")),
                        host -> {
                            if (host.equals(UNKNOWN.getHost())) {
                                throw new UnknownHostException(host);
                            }
                            return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
                        });
        return new RtmpPublisher(guard, tls, trial);
    }

    private static SSLSocketFactory defaultTls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static ServerSocket aServerThatSays(String words) throws IOException {
        var server = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual()
                .start(() -> {
                    try (var client = server.accept()) {
                        var out = client.getOutputStream();
                        out.write(words.getBytes(StandardCharsets.US_ASCII));
                        client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        // closed
                    }
                });
        return server;
    }

    /// Greets, answers nothing, and tells when it is hung up on.
    private static ServerSocket aServerThatGreets(CompletableFuture<Boolean> leftAlone)
            throws IOException {
        var server = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual()
                .start(() -> {
                    try (var client = server.accept()) {
                        var greeting = new byte[1 + 2 * 1536];
                        greeting[0] = 3;
                        client.getOutputStream().write(greeting);
                        client.getInputStream().readAllBytes();
                        leftAlone.complete(true);
                    } catch (IOException e) {
                        leftAlone.complete(true); // it hung up with something unread
                    }
                });
        return server;
    }

    private static boolean firstPictureIsDecodable(Path recording) {
        return Ffprobe.streams(recording).contains("pix_fmt=yuv420p");
    }
}
