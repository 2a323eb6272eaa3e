package webconference.streaming.rtmp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Puts messages together from the chunks a peer sends, and counts its bytes.
final class ChunkReader {

    private static final int EXTENDED = 0xFFFFFF;
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final DataInputStream in;
    private final Map<Integer, Chunks> streams = new HashMap<>();
    private int chunkSize = 128;
    private long bytes;

    /// What is known of a chunk stream: headers leave out what has not changed.
    private static final class Chunks {
        private long at;
        private long delta;
        private int length;
        private int type;
        private int stream;
        private boolean isExtended;
        private byte[] payload = {};
        private int received;
    }

    ChunkReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /// How many bytes have come so far.
    long bytes() {
        return bytes;
    }

    /// Waits for the next message.
    Message next() throws IOException {
        for (; ; ) {
            var chunks = readHeader();
            var piece = Math.min(chunkSize, chunks.length - chunks.received);
            in.readFully(chunks.payload, chunks.received, piece);
            bytes += piece;
            chunks.received += piece;
            if (chunks.received == chunks.length) {
                chunks.received = 0;
                var message =
                        new Message(chunks.type, chunks.at, chunks.stream, chunks.payload.clone());
                if (message.type() == Message.SET_CHUNK_SIZE) {
                    chunkSize(message);
                } else {
                    return message;
                }
            }
        }
    }

    private void chunkSize(Message message) throws IOException {
        if (message.payload().length < 4) {
            throw new IOException("no chunk size");
        }
        var size = ByteBuffer.wrap(message.payload()).getInt();
        if (size < 1) {
            throw new IOException("bad chunk size");
        }
        chunkSize = size;
    }

    private Chunks readHeader() throws IOException {
        var first = read8();
        var chunks = streams.computeIfAbsent(chunkStream(first & 63), _ -> new Chunks());
        var format = first >> 6;
        if (format < 3) {
            readChanges(chunks, format);
        } else {
            if (chunks.isExtended) {
                read32();
            }
            if (chunks.received == 0) {
                chunks.at += chunks.delta;
            }
        }
        if (chunks.received == 0) {
            chunks.payload = new byte[chunks.length];
        }
        return chunks;
    }

    private int chunkStream(int id) throws IOException {
        return switch (id) {
            case 0 -> 64 + read8();
            case 1 -> 64 + read8() + 256 * read8();
            default -> id;
        };
    }

    private void readChanges(Chunks chunks, int format) throws IOException {
        var time = (long) read24();
        if (format < 2) {
            chunks.length = read24();
            chunks.type = read8();
            chunks.received = 0;
            if (chunks.length > LARGEST_MESSAGE) {
                throw new IOException("message too large");
            }
        }
        if (format == 0) {
            chunks.stream = Integer.reverseBytes(read32());
        }
        chunks.isExtended = time == EXTENDED;
        if (chunks.isExtended) {
            time = read32() & 0xFFFFFFFFL;
        }
        chunks.delta = format == 0 ? 0 : time;
        chunks.at = format == 0 ? time : chunks.at + time;
    }

    private int read8() throws IOException {
        bytes++;
        return in.readUnsignedByte();
    }

    private int read24() throws IOException {
        return (read8() << 16) | (read8() << 8) | read8();
    }

    private int read32() throws IOException {
        return (read24() << 8) | read8();
    }
}
