package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;

/// The fields of a callback, as sent; empty where they are missing or unreadable.
record CallbackForm(String event, String timestamp, String domain) {

    static CallbackForm of(byte[] body) {
        var fields = new HashMap<String, String>();
        for (var pair : new String(body, UTF_8).split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return new CallbackForm(
                fields.getOrDefault("event", ""),
                fields.getOrDefault("timestamp", ""),
                fields.getOrDefault("domain", ""));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
