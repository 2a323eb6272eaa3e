package webconference.streaming.rtmp;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A real RTMP server, nginx with its RTMP module, that records what it gets. It takes everything
/// under `live`, and under `closed` refuses whatever the key.
public final class NginxRtmp implements AutoCloseable {

    private final Path directory;
    private final int port = freePort();
    private final HttpServer doorkeeper;
    private final Process process;

    public NginxRtmp(Path directory) throws IOException {
        this.directory = directory;
        doorkeeper =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        doorkeeper.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(403, -1);
                    }
                });
        doorkeeper.start();
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, configuration());
        process = start(configuration);
        await().atMost(Duration.ofSeconds(10)).until(this::answers);
    }

    private Process start(Path configuration) {
        try {
            return new ProcessBuilder(
                            "/usr/sbin/nginx",
                            "-p",
                            directory.toString(),
                            "-c",
                            configuration.toString())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("these tests need nginx and libnginx-mod-rtmp", e);
        }
    }

    public int port() {
        return port;
    }

    /// What was published under a key.
    Path recording(String key) {
        return directory.resolve(key + ".flv");
    }

    @Override
    public void close() {
        process.destroy();
        doorkeeper.stop(0);
    }

    private String configuration() {
        return """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        events {}
        rtmp {
            server {
                listen 127.0.0.1:%2$d;
                application live {
                    live on;
                    record all;
                    record_path %1$s;
                }
                application closed {
                    live on;
                    on_publish http://127.0.0.1:%3$d/;
                }
            }
        }
        """
                .formatted(directory, port, doorkeeper.getAddress().getPort());
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended: is libnginx-mod-rtmp installed?");
        }
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
