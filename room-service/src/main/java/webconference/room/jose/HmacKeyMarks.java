package webconference.room.jose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import webconference.room.KeyMarks;

/// Marks by a secret made from the one that passes are signed with: the key that seals is public,
/// and a plain hash of a short key would give it away to whoever reads the database.
@Component
class HmacKeyMarks implements KeyMarks {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    HmacKeyMarks(SignedEntryPasses.Properties properties) {
        secret = secret(digest(secret(properties.secret().getBytes(UTF_8)), "stream key marks"));
    }

    @Override
    public String of(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(secret, key));
    }

    private static SecretKeySpec secret(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] digest(SecretKeySpec secret, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC", e);
        }
    }
}
