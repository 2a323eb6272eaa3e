package webconference.streaming.rtmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Stands before a server, and lets bad things happen on the way.
final class Forwarder implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isFrozen;

    private Forwarder(ServerSocket door, int behind) {
        this.door = door;
        this.behind = behind;
        Thread.ofVirtual().start(this::accept);
    }

    static Forwarder to(int port) throws IOException {
        return behind(new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1")), port);
    }

    /// Takes connections at a door of the caller's, such as one that speaks TLS.
    static Forwarder behind(ServerSocket door, int port) {
        return new Forwarder(door, port);
    }

    int port() {
        return door.getLocalPort();
    }

    /// From now on the connections stay, and nobody reads.
    void freeze() {
        isFrozen = true;
    }

    /// Breaks every connection.
    void cut() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        cut();
    }

    private void accept() {
        try {
            for (; ; ) {
                var client = door.accept();
                var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            var buffer = new byte[1 << 14];
            var in = from.getInputStream();
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, n);
                if (isFrozen) {
                    closed.await();
                }
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            // cut
        }
    }
}
