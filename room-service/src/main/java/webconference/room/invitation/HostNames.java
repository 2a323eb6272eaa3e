package webconference.room.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/// What mail programs take for the name of a host, and make a link of, though it has neither scheme
/// nor path: whatever ends in one of the names that the Internet begins with.
class HostNames {

    private static final Set<String> ENDS = read();

    /// Ends that are words with which a sentence begins, where the space before it was forgotten.
    private static final Set<String> WORDS =
            Set.of(
                    "ai", "am", "as", "au", "bio", "date", "direct", "do", "et", "film", "il", "la",
                    "lu", "ma", "maison", "ne", "paris", "photo", "photos", "place", "plus", "pm",
                    "prof", "radio", "re", "sa", "se", "si", "ski", "st", "taxi", "va", "vin",
                    "vote", "voyage");

    private HostNames() {}

    /// @param name words with full stops between them, such as « evil.tk » or « M.Petit »
    static boolean isOne(String name) {
        var dot = name.lastIndexOf('.');
        var end = name.substring(dot + 1);
        var known = end.toLowerCase(Locale.ROOT);
        return (ENDS.contains(known) || known.startsWith("xn--"))
                && !(isCapitalised(end) && (dot == 1 || WORDS.contains(known)));
    }

    /// As a name or the beginning of a sentence is: « M.Li », « à demain.Et ».
    private static boolean isCapitalised(String word) {
        return Character.isUpperCase(word.charAt(0))
                && word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
    }

    /// As the public list has them that Java comes with.
    private static Set<String> read() {
        try {
            return Set.copyOf(
                    new ClassPathResource("top-level-names.txt")
                            .getContentAsString(UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
