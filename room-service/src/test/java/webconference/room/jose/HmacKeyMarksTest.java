package webconference.room.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class HmacKeyMarksTest {

    private static final String KEY = "maths";

    private final HmacKeyMarks marks = marks("a-secret-of-the-tests-that-has-32-bytes");

    @Test
    void equal_keys_have_equal_marks_and_others_have_others() {
        assertThat(marks.of(KEY)).isEqualTo(marks.of("maths")).isNotEqualTo(marks.of("Maths"));
    }

    @Test
    void D8_P17_whoever_guesses_a_key_cannot_make_its_mark_without_the_secret()
            throws NoSuchAlgorithmException {
        var hash =
                MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(marks.of(KEY))
                .isNotEqualTo(marks("another-secret-of-the-tests-of-32-bytes").of(KEY))
                .isNotEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    private static HmacKeyMarks marks(String secret) {
        return new HmacKeyMarks(new SignedEntryPasses.Properties(secret));
    }
}
