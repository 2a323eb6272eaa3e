package webconference.notification;

/// What a message is written in.
public enum Language {
    FRENCH("fr"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The language of that tag; French, if we do not write it.
    public static Language of(String tag) {
        return tag.equals(ENGLISH.tag) ? ENGLISH : FRENCH;
    }

    public String tag() {
        return tag;
    }
}
