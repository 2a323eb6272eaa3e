package webconference.eventing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What may be shown of an event that failed: how it is built, and those values that can be neither
/// somebody's words nor a secret. Nobody has to remember to hide what an event gains tomorrow.
final class MaskedContent {

    static final String MASK = "•••";

    /// An id of ours, a time, or a word out of a list of ours.
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
                            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}Z"
                            + "|[A-Z]{2,30}(_[A-Z]{1,30}){0,5}");

    /// Fields that hold what it says of people or for those who know it, whatever it looks like.
    private static final Pattern PRIVATE =
            Pattern.compile(
                    ".*(name|title|subject|text|html|mail|key|secret|token|pass|code|link|url).*",
                    Pattern.CASE_INSENSITIVE);

    private MaskedContent() {}

    /// Empty: it is no JSON, and nobody knows what it holds.
    static Optional<String> of(byte @Nullable [] value, JsonMapper json) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            var content = masked("", json.readTree(value), json);
            return Optional.of(json.writerWithDefaultPrettyPrinter().writeValueAsString(content));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonNode masked(String field, JsonNode node, JsonMapper json) {
        return switch (node) {
            case ObjectNode object -> {
                var shown = json.createObjectNode();
                object.forEachEntry((name, value) -> shown.set(name, masked(name, value, json)));
                yield shown;
            }
            case ArrayNode array -> {
                var shown = json.createArrayNode();
                array.forEach(value -> shown.add(masked(field, value, json)));
                yield shown;
            }
            default -> isHarmless(field, node) ? node : json.getNodeFactory().stringNode(MASK);
        };
    }

    private static boolean isHarmless(String field, JsonNode value) {
        if (value.isNull() || value.isBoolean()) {
            return true;
        }
        return !PRIVATE.matcher(field).matches()
                && (value.isNumber()
                        || (value.isString() && HARMLESS.matcher(value.asString()).matches()));
    }
}
