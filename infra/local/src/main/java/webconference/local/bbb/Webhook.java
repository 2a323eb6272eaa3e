package webconference.local.bbb;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// One callback, as it goes over the wire: signed the way the imitated version of bbb-webhooks
/// does.
///
/// @param event the JSON array of one event
/// @param domain the server's host name
record Webhook(String event, long timestamp, String domain) {

    String body() {
        return "domain=" + encode(domain) + "&event=" + encode(event) + "&timestamp=" + timestamp;
    }

    /// @param url exactly as it was registered
    String checksum(String url, String secret, SimulatorSettings.Generation generation) {
        var covered =
                switch (generation) {
                    case A ->
                            "{\"event\":%s,\"timestamp\":%d,\"domain\":%s}"
                                    .formatted(quoted(event), timestamp, quoted(domain));
                    case B -> "{}";
                    case C -> body();
                };
        return Checksum.hash("SHA-1", url + covered + secret);
    }

    String signed(String url, String secret, SimulatorSettings.Generation generation) {
        return url
                + (url.contains("?") ? "&" : "?")
                + "checksum="
                + checksum(url, secret, generation);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
