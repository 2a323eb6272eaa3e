package webconference.streaming.rtmp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import webconference.streaming.PublishFailure.NotRtmp;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.PublishFailure.Untrusted;
import webconference.streaming.rtmp.TargetGuard.Checked;

/// A connection that has been greeted as RTMP does, in the clear or inside TLS.
final class Wire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration GREET = Duration.ofSeconds(8);

    /// Small, so that a peer that stopped reading is noticed soon: what the system holds for us
    /// looks as if it had been sent.
    private static final int SEND_BUFFER = 128 * 1024;

    private final Socket plain;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    /// Connects to one of the addresses that were checked, and to no other.
    ///
    /// @throws Unreachable if nobody answers there
    /// @throws NotRtmp if whoever does is no RTMP server
    /// @throws Untrusted if its certificate does not hold
    static Wire connect(Checked target, SSLSocketFactory tls) {
        var plain = connect(target);
        var isLate = new AtomicBoolean();
        var watchdog = Thread.ofVirtual().start(() -> closeAfter(GREET, plain, isLate));
        try {
            var socket = target.secure() ? secured(plain, target, tls) : plain;
            var wire = new Wire(plain, socket);
            Handshake.greet(wire.in, wire.out);
            return wire;
        } catch (IOException e) {
            closeQuietly(plain);
            if (isCertificateProblem(e)) {
                throw new Untrusted("the certificate of " + target.host() + " does not hold", e);
            }
            if (isLate.get()) {
                throw new Unreachable(target.host() + " does not answer in time", e);
            }
            throw new NotRtmp(target.host() + " does not answer as RTMP does", e);
        } finally {
            watchdog.interrupt();
        }
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /// Says that nothing more will be sent.
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// Breaks the connection off, also under a thread that waits on it. The plain socket goes
    /// first: TLS would want to say good-bye to a peer that may not be reading.
    @Override
    public void close() {
        closeQuietly(plain);
        closeQuietly(socket);
    }

    private static Socket connect(Checked target) {
        var deadline = System.nanoTime() + CONNECT.toNanos();
        IOException last = new IOException("it has no address");
        var left = target.addresses().size();
        for (var address : target.addresses()) {
            var share = (deadline - System.nanoTime()) / 1_000_000 / left--;
            try {
                return connect(address, Math.max(1, (int) share));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new Unreachable("no connection to " + target.host(), last);
    }

    private static Socket connect(InetSocketAddress address, int milliseconds) throws IOException {
        var socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, milliseconds);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private static SSLSocket secured(Socket plain, Checked target, SSLSocketFactory tls)
            throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static boolean isCertificateProblem(IOException e) {
        if (!(e instanceof SSLException)) {
            return false;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static void closeAfter(Duration time, Socket socket, AtomicBoolean isLate) {
        try {
            Thread.sleep(time);
            isLate.set(true);
            closeQuietly(socket);
        } catch (InterruptedException e) {
            // greeted in time
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
