package webconference.streaming.ffmpeg;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// AAC frames as ffmpeg writes them to a pipe: each behind a header of its own (ISO 13818-7).
final class Adts {

    private static final int HEADER = 7;
    private static final int CHECKSUM = 2;

    private final DataInputStream in;

    Adts(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /// One frame, with what its header says of the stream.
    record Frame(byte[] audioSpecificConfig, byte[] payload) {}

    /// Waits for the next frame.
    ///
    /// @throws EOFException at the end of the stream
    Frame next() throws IOException {
        var header = new byte[HEADER];
        in.readFully(header);
        if ((header[0] & 0xFF) != 0xFF || (header[1] & 0xF6) != 0xF0) {
            throw new IOException("not an ADTS header");
        }
        var hasChecksum = (header[1] & 1) == 0;
        if (hasChecksum) {
            in.skipNBytes(CHECKSUM);
        }
        var length =
                ((header[3] & 3) << 11) | ((header[4] & 0xFF) << 3) | ((header[5] & 0xFF) >> 5);
        var payload = new byte[length - HEADER - (hasChecksum ? CHECKSUM : 0)];
        in.readFully(payload);
        return new Frame(audioSpecificConfig(header), payload);
    }

    /// 5 bits object type, 4 bits index of the rate, 4 bits channels.
    private static byte[] audioSpecificConfig(byte[] header) {
        var objectType = ((header[2] >> 6) & 3) + 1;
        var rate = (header[2] >> 2) & 15;
        var channels = ((header[2] & 1) << 2) | ((header[3] >> 6) & 3);
        return new byte[] {
            (byte) ((objectType << 3) | (rate >> 1)), (byte) (((rate & 1) << 7) | (channels << 3))
        };
    }
}
