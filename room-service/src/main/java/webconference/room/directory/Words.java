package webconference.room.directory;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How names are compared: by the beginnings of their words, without accents or capitals, in any
/// order.
class Words {

    private Words() {}

    static List<String> of(String text) {
        var plain =
                Normalizer.normalize(text, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replace("œ", "oe")
                        .replace("æ", "ae");
        return Stream.of(plain.split("[^\\p{L}\\p{N}]+")).filter(w -> !w.isEmpty()).toList();
    }

    static String indexed(String name) {
        return String.join(" ", of(name));
    }
}
