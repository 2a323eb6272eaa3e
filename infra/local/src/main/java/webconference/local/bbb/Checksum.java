package webconference.local.bbb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How calls are signed: a plain hash over the call's name, its query exactly as it came over the
/// wire but without the checksum, and the shared secret.
final class Checksum {

    private Checksum() {}

    /// @param query the raw query, checksum included
    static boolean isRight(String call, String query, String checksum, String secret) {
        var algorithm =
                switch (checksum.length()) {
                    case 40 -> "SHA-1";
                    case 64 -> "SHA-256";
                    case 96 -> "SHA-384";
                    case 128 -> "SHA-512";
                    default -> "";
                };
        return !algorithm.isEmpty()
                && hash(algorithm, call + without(query, checksum) + secret)
                        .equalsIgnoreCase(checksum);
    }

    static String hash(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String without(String query, String checksum) {
        var parameter = "checksum=" + checksum;
        return query.replace("&" + parameter, "")
                .replace(parameter + "&", "")
                .replace(parameter, "");
    }
}
