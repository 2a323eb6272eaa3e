package webconference.local.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The stand-in for PeerTube's lives: a Node program of its own, in `infra/local/peertube`.
public final class PeerTubeStandIn {

    public static final String NAME = "peertube";

    private final Settings settings;
    private final Certificates certificates;
    private final Path directory;

    public PeerTubeStandIn(Settings settings, Certificates certificates) {
        this.settings = settings;
        this.certificates = certificates;
        this.directory = settings.root().resolve("infra/local/peertube");
    }

    public Program program() {
        var ports = settings.ports();
        return new Program(
                NAME,
                List.of("node", "--max-old-space-size=96", "stand-in.js"),
                Map.of(
                        "PORT",
                        String.valueOf(ports.of(Port.STAND_IN)),
                        "RTMP_PORT",
                        String.valueOf(ports.of(Port.RTMP)),
                        "RTMPS_PORT",
                        String.valueOf(ports.of(Port.RTMPS)),
                        "DATA_DIRECTORY",
                        dataDirectory().toString(),
                        "TLS_KEY",
                        certificates.key().toString(),
                        "TLS_CERTIFICATE",
                        certificates.certificate().toString()),
                directory,
                () -> Probe.answersOk(ports.internalUrl(Port.STAND_IN) + "/api/stand-in/lives"),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    private Path dataDirectory() {
        try {
            return Files.createDirectories(settings.data().resolve(NAME));
        } catch (IOException e) {
            throw new CannotStart("cannot write " + settings.data().resolve(NAME), e);
        }
    }

    /// A live that waits for a stream, as its owner sees it.
    public record Live(boolean permanent, String url, String key, String watch) {}

    /// The lives that can be streamed to now; to be told to the person at the keyboard.
    public List<Live> waiting() {
        var request =
                HttpRequest.newBuilder(
                        URI.create(
                                settings.ports().internalUrl(Port.STAND_IN)
                                        + "/api/stand-in/lives"));
        try (var http = HttpClient.newHttpClient()) {
            var lives =
                    new JsonMapper()
                            .readTree(http.send(request.build(), BodyHandlers.ofString()).body());
            return StreamSupport.stream(lives.spliterator(), false)
                    .filter(live -> live.path("state").asString().equals("WAITING"))
                    .map(PeerTubeStandIn::live)
                    .toList();
        } catch (IOException e) {
            throw new CannotStart("the PeerTube stand-in does not say its lives", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted", e);
        }
    }

    private static Live live(JsonNode live) {
        return new Live(
                live.path("permanent").asBoolean(),
                live.path("url").asString(),
                live.path("key").asString(),
                live.path("watch").asString());
    }
}
