package webconference.streaming.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import webconference.streaming.KeySafe;

/// Opens keys sealed with ECDH-ES for one of our private keys, named by `kid`. The header `ctx`,
/// which cannot be changed without breaking the seal, names the room: a sealed key that was copied
/// to another room stays shut.
@Component
class JweKeySafe implements KeySafe {

    private final JWKSet keys;

    JweKeySafe(SealingSettings settings) {
        try {
            keys = JWKSet.parse(settings.privateKeys());
        } catch (ParseException e) {
            // The cause quotes what it could not read.
            throw new IllegalArgumentException("stream.private-keys is not a JWK set");
        }
    }

    @Override
    public String open(String sealed, UUID room) {
        try {
            var jwe = JWEObject.parse(sealed);
            var kid = jwe.getHeader().getKeyID();
            var key = keys.getKeyByKeyId(kid);
            if (key == null) {
                throw new KeyUnreadable("no private key " + kid);
            }
            jwe.decrypt(new ECDHDecrypter(key.toECKey()));
            if (!room.toString().equals(jwe.getHeader().getCustomParam("ctx"))) {
                throw new KeyUnreadable("sealed for another room than " + room);
            }
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new KeyUnreadable("not readable for room " + room, e);
        }
    }
}
