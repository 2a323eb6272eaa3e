package webconference.room.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import webconference.room.KeySeal;
import webconference.room.RoomId;

/// Seals for streaming-service's public key. The room is in the protected header, so a sealed key
/// copied to another room does not open there.
@Component
class JweKeySeal implements KeySeal {

    /// @param keyPublic streaming-service's public JWK (P-256)
    @ConfigurationProperties("streaming")
    record Properties(String keyPublic) {}

    private final ECKey recipient;

    JweKeySeal(Properties properties) throws ParseException {
        recipient = ECKey.parse(properties.keyPublic());
        if (recipient.isPrivate()) {
            throw new IllegalArgumentException("streaming.key-public must hold no private key");
        }
    }

    @Override
    public String seal(RoomId room, String key) {
        var header =
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .keyID(recipient.getKeyID())
                        .customParam("ctx", room.toString())
                        .build();
        var sealed = new JWEObject(header, new Payload(key));
        try {
            sealed.encrypt(new ECDHEncrypter(recipient));
        } catch (JOSEException e) {
            throw new IllegalStateException("The stream key cannot be sealed", e);
        }
        return sealed.serialize();
    }
}
