package webconference.room.directory;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How names are compared: by the beginnings of their words, without accents or capitals, in any
/// order.
class Words {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    static List<String> of(String text) {
        var plain =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace("œ", "oe")
                        .replace("æ", "ae");
        return BETWEEN_WORDS.splitAsStream(plain).filter(w -> !w.isEmpty()).toList();
    }

    static String indexed(String name) {
        return String.join(" ", of(name));
    }
}
