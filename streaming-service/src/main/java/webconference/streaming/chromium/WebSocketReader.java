package webconference.streaming.chromium;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Messages of one WebSocket client (RFC 6455); we send it nothing.
final class WebSocketReader {

    private static final int CLOSE = 8;
    private static final int LARGEST = 8 << 20;

    private final DataInputStream in;

    WebSocketReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /// Waits for the next message; empty when the client has closed.
    Optional<byte[]> next() throws IOException {
        var message = new ByteArrayOutputStream();
        for (; ; ) {
            var first = in.readUnsignedByte();
            var operation = first & 15;
            var payload = payload();
            if (operation == CLOSE) {
                return Optional.empty();
            }
            if (operation > CLOSE) {
                continue;
            }
            var isLast = (first & 128) != 0;
            if (isLast && message.size() == 0) {
                return Optional.of(payload);
            }
            message.writeBytes(payload);
            if (isLast) {
                return Optional.of(message.toByteArray());
            }
            if (message.size() > LARGEST) {
                throw new IOException("message too large");
            }
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 127;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > LARGEST) {
            throw new IOException("message too large");
        }
        var mask = new byte[4];
        in.readFully(mask);
        var payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }
}
