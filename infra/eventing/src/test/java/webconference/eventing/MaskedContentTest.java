package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MaskedContentTest {

    static final JsonMapper json = JsonMapper.shared();

    static List<Resource> examples() throws IOException {
        return Stream.of(
                        new PathMatchingResourcePatternResolver()
                                .getResources("classpath*:/contracts/**/*.json"))
                .filter(resource -> !String.valueOf(resource.getFilename()).contains(".schema."))
                .toList();
    }

    /// Whatever our services tell each other today.
    @ParameterizedTest
    @MethodSource("examples")
    void P23_I10_of_no_event_are_words_people_or_secrets_shown(Resource example)
            throws IOException {
        var event = example.getContentAsString(UTF_8);
        var shown = masked(event);
        assertThat(shown)
                .doesNotContainIgnoringCase("ada", "zoe", "zoé", "physique", "bonjour", "@")
                .doesNotContain("://", "eyJ", "example");
        assertThat(json.readTree(shown).at("/at")).isEqualTo(json.readTree(event).at("/at"));
        assertThat(names(json.readTree(shown))).isEqualTo(names(json.readTree(event)));
    }

    @Test
    void P23_what_helps_to_find_the_fault_is_shown() {
        assertThat(
                        json.readTree(
                                masked(
                                        """
                                        {"room":"7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11","revision":3,
                                         "reason":"CONNECTION_LOST","guests":true,"people":[1,2],
                                         "by":"ada","name":"DUPONT","code":4711,
                                         "target":{"sealedKey":null,"onStop":"PAUSE"}}
                                        """)))
                .isEqualTo(
                        json.readTree(
                                """
                                {"room":"7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11","revision":3,
                                 "reason":"CONNECTION_LOST","guests":true,"people":[1,2],
                                 "by":"•••","name":"•••","code":"•••",
                                 "target":{"sealedKey":null,"onStop":"PAUSE"}}
                                """));
    }

    @Test
    void P23_of_what_is_no_event_nothing_is_shown() {
        assertThat(MaskedContent.of("{\"name\": \"Phys".getBytes(UTF_8), json)).isEmpty();
        assertThat(MaskedContent.of(null, json)).isEmpty();
    }

    private static String masked(String event) {
        return MaskedContent.of(event.getBytes(UTF_8), json).orElseThrow();
    }

    private static List<String> names(JsonNode event) {
        return Stream.concat(
                        event.propertyNames().stream(),
                        event.valueStream().flatMap(it -> names(it).stream()))
                .toList();
    }
}
