package webconference.notification.mail;

/// What people typed, as it may stand in one line of a header or a calendar: no character in it can
/// begin another.
class OneLine {

    private OneLine() {}

    static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }
}
