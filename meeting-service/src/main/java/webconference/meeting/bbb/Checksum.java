package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// BigBlueButton's checksum: a plain digest of what is signed followed by the secret, in lower-case
/// hexadecimal.
final class Checksum {

    enum Algorithm {
        SHA1("SHA-1", 40),
        SHA256("SHA-256", 64),
        SHA384("SHA-384", 96),
        SHA512("SHA-512", 128);

        private final String digest;
        private final int length;

        Algorithm(String digest, int length) {
            this.digest = digest;
            this.length = length;
        }

        /// The server tells them apart by their length, and so do we.
        static Optional<Algorithm> of(String checksum) {
            return Arrays.stream(values()).filter(it -> it.length == checksum.length()).findFirst();
        }
    }

    private Checksum() {}

    static String of(Algorithm algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm.digest);
            for (var part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(Algorithm algorithm, String call, String query, String secret) {
        return of(algorithm, (call + query + secret).getBytes(UTF_8));
    }

    static boolean matches(String expected, String received) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), received.getBytes(UTF_8));
    }
}
