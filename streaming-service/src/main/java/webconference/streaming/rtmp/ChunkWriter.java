package webconference.streaming.rtmp;

import java.io.IOException;
import java.io.OutputStream;

/// Cuts messages into chunks. Each begins with a full header; the few bytes that shorter ones would
/// save are not worth their rules.
final class ChunkWriter {

    private static final int EXTENDED = 0xFFFFFF;

    private final OutputStream out;
    private int chunkSize = 128;

    ChunkWriter(OutputStream out) {
        this.out = out;
    }

    /// Chunks are this large from now on; the peer must have been told.
    void chunkSize(int size) {
        chunkSize = size;
    }

    void write(Message message) throws IOException {
        var id = message.chunkStream();
        var payload = message.payload();
        var isExtended = message.at() >= EXTENDED;
        out.write(id);
        write24(isExtended ? EXTENDED : (int) message.at());
        write24(payload.length);
        out.write(message.type());
        writeLittleEndian(message.stream());
        if (isExtended) {
            write32((int) message.at());
        }
        for (int from = 0; from < payload.length; from += chunkSize) {
            if (from > 0) {
                out.write(0xC0 | id);
                if (isExtended) {
                    write32((int) message.at());
                }
            }
            out.write(payload, from, Math.min(chunkSize, payload.length - from));
        }
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write24(int number) throws IOException {
        out.write(number >> 16);
        out.write(number >> 8);
        out.write(number);
    }

    private void write32(int number) throws IOException {
        out.write(number >> 24);
        write24(number);
    }

    private void writeLittleEndian(int number) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(number >> shift);
        }
    }
}
