package webconference.local.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;

/// The ports of one platform: two platforms with offsets far enough apart live side by side.
///
/// @param offset added to every port
public record Ports(int offset) {

    public int of(Port port) {
        return port.number() + offset;
    }

    /// The address a browser uses.
    public String url(Port port) {
        return "http://localhost:" + of(port);
    }

    /// The address one program of the platform uses for another.
    public String internalUrl(Port port) {
        return "http://127.0.0.1:" + of(port);
    }

    /// @throws CannotStart if one of them is in use
    public void requireFree(Collection<Port> wanted) {
        for (var port : wanted) {
            if (!isFree(of(port))) {
                throw new CannotStart(
                        "port %d, which %s needs, is in use. Stop what listens there, or set"
                                        .formatted(of(port), port.owner())
                                + " WEBCONFERENCE_PORT_OFFSET=%d to move all ports."
                                        .formatted(offset + 1000));
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
