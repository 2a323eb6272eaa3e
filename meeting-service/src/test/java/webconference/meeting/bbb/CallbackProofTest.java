package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.ServerName;
import webconference.meeting.bbb.CallbackProof.Claim;
import webconference.meeting.bbb.CallbackProof.Generation;

class CallbackProofTest {

    private static final String SECRET = "bbbSimSecret-2024_Zx81";
    private static final String BODY =
            "domain=bbb-sim.example.org&event=%5B%7B%22data%22%3A%7B%22type%22%3A%22event%22%2C"
                    + "%22id%22%3A%22meeting-ended%22%2C%22attributes%22%3A%7B%22meeting%22%3A%7B"
                    + "%22internal-meeting-id%22%3A%225d41402abc4b2a76b9719d911017c592aa11bb22-"
                    + "1760000000123%22%2C%22external-meeting-id%22%3A%22room-42%22%7D%7D%2C"
                    + "%22event%22%3A%7B%22ts%22%3A1760003600456%7D%7D%7D%5D"
                    + "&timestamp=1760003600789";
    private static final String SHA1 = "8995c4c5472580e8b895dca60bb9fb48dacdadba";

    @ParameterizedTest
    @CsvSource({
        "RAW_BODY, 8995c4c5472580e8b895dca60bb9fb48dacdadba",
        "RAW_BODY, 4540e254637d22282035022b6ce034d34e2bafae8435df37c793688b1a00edc3",
        "ADDRESS_ONLY, 2af59b58d8a010bc7642f60cd3314937ba595d0e",
        "FIELDS, 0d58e370e020d5056eb3014a3faa8a758c593ddc"
    })
    void D4_each_generation_proves_itself_as_the_published_vectors_say(
            Generation generation, String checksum) {
        assertThat(origins(claim(BODY, checksum, null), server("one", SECRET, generation)))
                .containsExactly(new ServerName("one"));
    }

    @Test
    void D4_a_proof_of_another_generation_is_none() {
        for (var generation :
                List.of(Generation.ADDRESS_ONLY, Generation.FIELDS, Generation.BEARER)) {
            assertThat(origins(claim(BODY, SHA1, null), server("one", SECRET, generation)))
                    .isEmpty();
        }
    }

    @Test
    void D4_a_changed_body_a_wrong_key_and_no_proof_prove_nothing() {
        var one = server("one", SECRET, Generation.RAW_BODY);
        assertThat(origins(claim(BODY.replace("42", "43"), SHA1, null), one)).isEmpty();
        assertThat(origins(claim(BODY, SHA1, null), server("one", "other", Generation.RAW_BODY)))
                .isEmpty();
        assertThat(origins(claim(BODY, null, null), one)).isEmpty();
        assertThat(origins(claim(BODY, "", null), one)).isEmpty();
        assertThat(origins(claim(BODY, SHA1.toUpperCase(Locale.ROOT), null), one)).isEmpty();
        assertThat(origins(claim(BODY, null, "Bearer " + SECRET), one)).isEmpty();
    }

    @Test
    void D6_the_body_is_checked_as_it_was_sent_and_never_rebuilt() {
        var sent = BODY.replace("%22", "\"");
        var one = server("one", SECRET, Generation.RAW_BODY);
        assertThat(origins(claim(sent, SHA1, null), one)).isEmpty();
    }

    @Test
    void a_bearer_shows_the_secret_itself() {
        var one = server("one", SECRET, Generation.BEARER);
        assertThat(origins(claim(BODY, null, "Bearer " + SECRET), one)).hasSize(1);
        assertThat(origins(claim(BODY, null, "Bearer other"), one)).isEmpty();
    }

    @Test
    void the_secret_that_proves_it_tells_the_server() {
        assertThat(
                        origins(
                                claim(BODY, SHA1, null),
                                server("one", "other", Generation.RAW_BODY),
                                server("two", SECRET, Generation.RAW_BODY)))
                .containsExactly(new ServerName("two"));
    }

    @Test
    void while_a_secret_is_being_changed_both_prove() {
        var changed =
                new BbbProperties.Server(
                        URI.create("https://one"),
                        "new",
                        SECRET,
                        "one",
                        Checksum.Algorithm.SHA256,
                        Checksum.Algorithm.SHA1,
                        Generation.RAW_BODY,
                        false);
        assertThat(origins(claim(BODY, SHA1, null), changed)).hasSize(1);
    }

    private static Claim claim(
            String body, @Nullable String checksum, @Nullable String authorization) {
        return new Claim(body.getBytes(UTF_8), checksum, authorization);
    }

    private static BbbProperties.Server server(String name, String secret, Generation generation) {
        return new BbbProperties.Server(
                URI.create("https://" + name),
                secret,
                null,
                name,
                Checksum.Algorithm.SHA256,
                Checksum.Algorithm.SHA1,
                generation,
                false);
    }

    private static Set<ServerName> origins(Claim claim, BbbProperties.Server... servers) {
        var properties =
                Settings.of(Arrays.asList(servers), "https://portal.example.org/api/bbb/events");
        return new CallbackProof(properties, JsonMapper.builder().build()).origins(claim);
    }
}
