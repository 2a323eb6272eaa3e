package webconference.streaming.chromium;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import webconference.streaming.CaptureFailure.EncoderFailed;

/// Gives the recorder page its files and takes what it sends, on a loopback port of the run's own.
/// The path holds a secret: other pages in the same browser can reach the port too.
final class RecorderServer implements AutoCloseable {

    private static final Set<String> FILES =
            Set.of(
                    "index.html",
                    "recorder.js",
                    "clock.js",
                    "encoder.js",
                    "line.js",
                    "mixer.js",
                    "pause-picture.js",
                    "sound.js");

    private static final int LONGEST_LINE = 8192;

    private final ServerSocket socket;
    private final String secret;
    private final Listener listener;

    /// Who hears the recorder, from one thread.
    interface Listener {
        void on(RecorderMessage message);

        /// The recorder's line broke.
        void lineEnded();
    }

    private RecorderServer(ServerSocket socket, String secret, Listener listener) {
        this.socket = socket;
        this.secret = secret;
        this.listener = listener;
    }

    static RecorderServer start(String name, Listener listener) {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        try {
            var socket = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
            var server = new RecorderServer(socket, HexFormat.of().formatHex(random), listener);
            Thread.ofVirtual().name("recorder-server-" + name).start(server::accept);
            return server;
        } catch (IOException e) {
            throw new EncoderFailed("no port for the recorder", e);
        }
    }

    /// Where the recorder page is; secret.
    String page() {
        return origin() + "/" + secret + "/index.html";
    }

    private String origin() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            for (; ; ) {
                var client = socket.accept();
                Thread.ofVirtual().name("recorder-line").start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the capture is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream(), 1 << 16);
            for (var path = requestPath(in); path != null; path = requestPath(in)) {
                var headers = headers(in);
                var key = headers.getOrDefault("sec-websocket-key", "");
                if (path.equals("/" + secret + "/line") && isOurs(headers) && !key.isEmpty()) {
                    upgrade(client.getOutputStream(), key);
                    hear(in);
                    return;
                }
                answer(client.getOutputStream(), path);
            }
        } catch (IOException e) {
            // the browser has gone, or was never one
        }
    }

    private boolean isOurs(Map<String, String> headers) {
        return origin().equals(headers.get("origin"));
    }

    private void hear(InputStream in) {
        try {
            var messages = new WebSocketReader(in);
            for (var message = messages.next(); message.isPresent(); message = messages.next()) {
                listener.on(RecorderMessage.parse(message.get()));
            }
        } catch (IOException e) {
            // the same as the end
        } finally {
            listener.lineEnded();
        }
    }

    private void answer(OutputStream out, String path) throws IOException {
        var file = path.startsWith("/" + secret + "/") ? path.substring(secret.length() + 2) : "";
        var content = FILES.contains(file) ? resource(file) : new byte[0];
        var status = content.length > 0 ? "200 OK" : "404 Not Found";
        var type = file.endsWith(".js") ? "text/javascript" : "text/html";
        var head =
                """
                HTTP/1.1 %s
                Content-Type: %s; charset=utf-8
                Content-Length: %d
                Cache-Control: no-store
                Referrer-Policy: no-referrer

                """
                        .formatted(status, type, content.length)
                        .replace("\n", "\r\n");
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.flush();
    }

    private static byte[] resource(String file) throws IOException {
        try (var in = RecorderServer.class.getResourceAsStream("/recorder/" + file)) {
            if (in == null) {
                throw new IOException("no recorder/" + file);
            }
            return in.readAllBytes();
        }
    }

    private static void upgrade(OutputStream out, String key) throws IOException {
        var head =
                """
                HTTP/1.1 101 Switching Protocols
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Accept: %s

                """
                        .formatted(accepted(key))
                        .replace("\n", "\r\n");
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String accepted(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var salted = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            return Base64.getEncoder()
                    .encodeToString(sha1.digest(salted.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String requestPath(InputStream in) throws IOException {
        var words = line(in).split(" ", 3);
        return words.length == 3 && words[0].equals("GET") ? words[1] : null;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon > 0 && headers.size() < 100) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() > LONGEST_LINE) {
                throw new IOException("line too long");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
