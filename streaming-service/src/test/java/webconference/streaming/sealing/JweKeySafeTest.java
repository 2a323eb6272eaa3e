package webconference.streaming.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import webconference.streaming.KeySafe;
import webconference.streaming.KeySafe.KeyUnreadable;
import webconference.streaming.SealedKeys;

class JweKeySafeTest {

    private final UUID room = UUID.randomUUID();
    private final SealedKeys old = new SealedKeys("2025");
    private final SealedKeys present = new SealedKeys("2026");
    private final KeySafe safe = safeWith(present, old);

    private static KeySafe safeWith(SealedKeys... keys) {
        var all = List.of(keys).stream().<JWK>map(SealedKeys::key).toList();
        return new JweKeySafe(new SealingSettings(new JWKSet(all).toString(false)));
    }

    @Test
    void a_key_sealed_for_us_is_opened() {
        assertThat(safe.open(present.seal("secret-key", room), room)).isEqualTo("secret-key");
    }

    @Test
    void one_sealed_before_the_keys_were_changed_is_opened_too() {
        assertThat(safe.open(old.seal("secret-key", room), room)).isEqualTo("secret-key");
    }

    @Test
    void S73_one_that_was_copied_from_another_room_stays_shut() {
        var copied = present.seal("secret-key", UUID.randomUUID());
        assertThatThrownBy(() -> safe.open(copied, room)).isInstanceOf(KeyUnreadable.class);
    }

    @Test
    void S73_one_sealed_for_somebody_else_stays_shut() {
        var strange = new SealedKeys("2026").seal("secret-key", room);
        var unknown = new SealedKeys("1999").seal("secret-key", room);
        assertThatThrownBy(() -> safe.open(strange, room)).isInstanceOf(KeyUnreadable.class);
        assertThatThrownBy(() -> safe.open(unknown, room)).isInstanceOf(KeyUnreadable.class);
    }

    @Test
    void S73_a_damaged_one_stays_shut() {
        var sealed = present.seal("secret-key", room);
        var damaged = sealed.substring(0, sealed.length() - 4) + "AAAA";
        assertThatThrownBy(() -> safe.open(damaged, room)).isInstanceOf(KeyUnreadable.class);
        assertThatThrownBy(() -> safe.open("not sealed at all", room))
                .isInstanceOf(KeyUnreadable.class);
    }

    @Test
    void settings_that_are_logged_do_not_tell_the_keys() {
        assertThat(new SealingSettings(present.privateKeys()).toString())
                .doesNotContain("2026")
                .doesNotContain("\"d\"");
        assertThatThrownBy(() -> new JweKeySafe(new SealingSettings("{\"d\":\"abc\"}")))
                .hasMessageNotContaining("abc")
                .hasNoCause();
    }
}
