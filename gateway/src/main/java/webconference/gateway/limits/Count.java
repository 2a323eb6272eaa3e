package webconference.gateway.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// One thing a request is counted for.
///
/// @param kind the limit's name
/// @param key what is counted: no address, link or person can be read in it, and a limit that is
///   configured anew counts anew
record Count(String kind, String key, Rate rate) {

    static Count of(String kind, String whom, Rate rate) {
        return new Count(kind, kind + " " + rate + " " + digest(whom), rate);
    }

    private static String digest(String text) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
