package webconference.local.bbb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of one call, decoded.
record Parameters(Map<String, String> values) {

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    Parameters {
        values = Map.copyOf(values);
    }

    static Parameters of(String... encoded) {
        var values = new LinkedHashMap<String, String>();
        for (var text : encoded) {
            for (var pair : text.split("&", -1)) {
                var equals = pair.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(
                            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return new Parameters(values);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// An empty parameter is none.
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    String get(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    /// @throws Refusal if it is there and no boolean literal
    Optional<Boolean> flag(String name) {
        return find(name)
                .map(value -> {
                    if (!BOOLEANS.contains(value)) {
                        throw new Refusal(
                                "validationError", name + " must be either true or false");
                    }
                    return Boolean.valueOf(value);
                });
    }

    /// @throws Refusal if it is there and no whole number from zero on
    int number(String name, int otherwise) {
        try {
            var number = find(name).map(Integer::parseInt).orElse(otherwise);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Said below, in the same words as for a negative one.
        }
        throw new Refusal("validationError", name + " must be a positive integer");
    }

    Map<String, String> startingWith(String prefix) {
        var found = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
