package webconference.streaming.rtmp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;

/// How two RTMP peers greet each other: a version, and 1,536 bytes that come back.
final class Handshake {

    private static final int VERSION = 3;
    private static final int BYTES = 1536;

    private Handshake() {}

    /// @throws IOException if the peer does not greet back as an RTMP server does
    static void greet(InputStream in, OutputStream out) throws IOException {
        var ours = new byte[1 + BYTES];
        new SecureRandom().nextBytes(ours);
        ours[0] = VERSION;
        Arrays.fill(ours, 1, 9, (byte) 0); // time and version: the plain form, without digests
        out.write(ours);
        out.flush();

        var from = new DataInputStream(in);
        var version = from.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("not an RTMP server");
        }
        var theirs = new byte[BYTES];
        from.readFully(theirs);
        out.write(theirs);
        out.flush();
        from.skipNBytes(BYTES);
    }
}
