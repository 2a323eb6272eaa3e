package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;

/// The parameters of a call. They are written once; what is signed is what is sent.
final class Query {

    private final StringBuilder text = new StringBuilder();

    Query with(String name, Object value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        text.append(encoded(name)).append('=').append(encoded(value.toString()));
        return this;
    }

    /// As forms encode, and `*` too: whoever passes an address on must find nothing to change.
    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("*", "%2A");
    }

    URI signed(URI api, String call, Checksum.Algorithm algorithm, String secret) {
        var checksum = Checksum.of(algorithm, call, text.toString(), secret);
        var separator = text.isEmpty() ? "" : "&";
        return URI.create(api + "/" + call + "?" + text + separator + "checksum=" + checksum);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
