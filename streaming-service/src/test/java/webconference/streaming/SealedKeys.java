package webconference.streaming;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.UUID;

/// Seals stream keys as room-service does.
public final class SealedKeys {

    /// The keys of the service under test.
    public static final SealedKeys OURS = new SealedKeys("2026-03");

    private final ECKey key;

    public SealedKeys(String kid) {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public ECKey key() {
        return key;
    }

    public String privateKeys() {
        return new JWKSet(key).toString(false);
    }

    public String seal(String streamKey, UUID room) {
        try {
            var header =
                    new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                            .keyID(key.getKeyID())
                            .customParam("ctx", room.toString())
                            .build();
            var sealed = new JWEObject(header, new Payload(streamKey));
            sealed.encrypt(new ECDHEncrypter(key.toPublicJWK()));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
