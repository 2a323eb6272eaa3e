package webconference.room.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import webconference.room.RoomId;

class JweKeySealTest {

    private static final String KEY = "3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21";

    private final ECKey streaming = newKey("streaming-1");
    private final RoomId room = RoomId.random();

    @Test
    void D8_P17_a_sealed_key_opens_for_streaming_service_and_names_its_room()
            throws JOSEException, ParseException {
        var sealed = seal(streaming).seal(room, KEY);
        assertThat(sealed).doesNotContain(KEY).hasSizeLessThan(2_000);
        var opened = JWEObject.parse(sealed);
        opened.decrypt(new ECDHDecrypter(streaming));
        assertThat(opened.getPayload()).hasToString(KEY);
        assertThat(opened.getHeader().getAlgorithm()).isEqualTo(JWEAlgorithm.ECDH_ES);
        assertThat(opened.getHeader().getEncryptionMethod()).isEqualTo(EncryptionMethod.A256GCM);
        assertThat(opened.getHeader().getKeyID()).isEqualTo("streaming-1");
        assertThat(opened.getHeader().getCustomParam("ctx")).isEqualTo(room.toString());
    }

    @Test
    void nobody_else_opens_it() throws JOSEException, ParseException {
        var opened = JWEObject.parse(seal(streaming).seal(room, KEY));
        assertThatThrownBy(() -> opened.decrypt(new ECDHDecrypter(newKey("other"))))
                .isInstanceOf(JOSEException.class);
    }

    @Test
    void a_private_key_in_the_settings_stops_the_start() {
        assertThatThrownBy(
                        () -> new JweKeySeal(new JweKeySeal.Properties(streaming.toJSONString())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JweKeySeal seal(ECKey key) throws ParseException {
        return new JweKeySeal(new JweKeySeal.Properties(key.toPublicJWK().toJSONString()));
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
