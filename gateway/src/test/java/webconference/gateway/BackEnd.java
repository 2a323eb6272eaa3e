package webconference.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Plays a service: answers each path as it is told to, and remembers what it was asked.
final class BackEnd implements AutoCloseable {

    record Asked(String method, URI uri, Map<String, List<String>> headers, String body) {
        /// However its name is written.
        @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(",", header.getValue()))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final HttpServer server;
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

    private BackEnd(HttpServer server) {
        this.server = server;
    }

    static BackEnd start() {
        return startAt(0);
    }

    static BackEnd startAt(int port) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var backEnd = new BackEnd(server);
            server.createContext("/", backEnd::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return backEnd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What answers a path from now on; without one it is 200 and an empty object.
    void on(String path, HttpHandler handler) {
        handlers.put(path, handler);
    }

    void forgetAll() {
        handlers.clear();
        asked.clear();
    }

    Asked lastAsked() {
        return asked.getLast();
    }

    int openStreams() {
        return streams.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        connections.add(exchange.getRemoteAddress());
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        body));
        handlers.getOrDefault(
                        exchange.getRequestURI().getPath(),
                        answering(200, "application/json", "{}"))
                .handle(exchange);
    }

    static HttpHandler answering(int status, String type, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static HttpHandler redirecting(int status, String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /// An event at once and then one every tenth of a second, until the other side is gone.
    HttpHandler streaming() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            streams.incrementAndGet();
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write("event: room\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    Thread.sleep(25);
                }
            } catch (IOException | InterruptedException e) {
                // The reader left.
            } finally {
                streams.decrementAndGet();
                exchange.close();
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
