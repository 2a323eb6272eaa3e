package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser tab that listens to events, with a real HTTP client.
class Tab implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(10);

    record Event(String id, String name, JsonNode data) {}

    final List<Event> events = new CopyOnWriteArrayList<>();
    final AtomicInteger heartbeats = new AtomicInteger();
    volatile String lastId = "";
    volatile boolean ended;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final JsonMapper json;

    Tab(HttpRequest.Builder request, JsonMapper json) {
        this.json = json;
        try {
            response =
                    http.send(
                            request.header("Accept", "text/event-stream").build(),
                            BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        Thread.ofVirtual().start(this::read);
        await().atMost(SOON).until(() -> !lastId.isEmpty());
    }

    private void read() {
        try (var lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
            var name = "";
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (line.startsWith(":")) {
                    heartbeats.incrementAndGet();
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(lastId, name, json.readTree(line.substring(6))));
                }
            }
        } finally {
            ended = true;
        }
    }

    Event awaits(String name, Predicate<JsonNode> what) {
        return awaits(name, what, SOON);
    }

    Event awaits(String name, Predicate<JsonNode> what, Duration within) {
        return await().atMost(within)
                .until(
                        () ->
                                events.stream()
                                        .filter(e -> e.name().equals(name) && what.test(e.data()))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    List<Event> of(String room) {
        return events.stream().filter(e -> e.data().path("id").asString("").equals(room)).toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
