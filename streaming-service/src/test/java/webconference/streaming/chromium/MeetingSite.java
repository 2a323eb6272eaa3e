package webconference.streaming.chromium;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import webconference.streaming.Capture;

/// A site with one meeting page that looks and sounds like a meeting, at BigBlueButton's addresses.
final class MeetingSite implements Capture.JoinLinks, AutoCloseable {

    private final HttpServer server;
    private final List<Boolean> asked = new CopyOnWriteArrayList<>();
    private volatile boolean hasWaitingRoom;
    private volatile String guestStatus = "WAIT";
    private volatile String wish = "";

    MeetingSite() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/html5client/join", it -> answer(it, "text/html", page("join.html")));
        server.createContext(
                "/html5client/guestWait", it -> answer(it, "text/html", page("guestWait.html")));
        server.createContext(
                "/bigbluebutton/api/guestWait",
                it -> answer(it, "application/json", verdict().getBytes(UTF_8)));
        server.createContext("/wish", it -> answer(it, "text/plain", wishOnce()));
        server.start();
    }

    MeetingSite withWaitingRoom() {
        hasWaitingRoom = true;
        return this;
    }

    /// What the moderator says of Live: `ALLOW` or `DENY`.
    void decide(String status) {
        guestStatus = status;
    }

    /// What happens to the page next: `hang`, `swell` or `end`.
    void wish(String happening) {
        wish = happening;
    }

    /// Whether each link asked for was for somebody admitted before.
    List<Boolean> asked() {
        return asked;
    }

    @Override
    public URI link(boolean admitted) {
        asked.add(admitted);
        return url(hasWaitingRoom && !admitted ? "guestWait" : "join");
    }

    URI url(String page) {
        return URI.create(
                "http://localhost:%d/html5client/%s?sessionToken=s3cr3t"
                        .formatted(server.getAddress().getPort(), page));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String verdict() {
        return """
        {"response": {"returncode": "SUCCESS", "guestStatus": "%s", "url": "%s"}}
        """
                .formatted(guestStatus, url("join"));
    }

    /// A page that comes back after a hang must not hang again.
    private byte[] wishOnce() {
        var current = wish;
        if (current.equals("hang")) {
            wish = "";
        }
        return current.getBytes(UTF_8);
    }

    private static byte[] page(String name) throws IOException {
        try (var in = MeetingSite.class.getResourceAsStream("/meeting/" + name)) {
            if (in == null) {
                throw new IOException("no page " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
