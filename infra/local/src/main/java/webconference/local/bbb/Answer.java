package webconference.local.bbb;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// An answer over HTTP.
///
/// @param location where to go instead; empty if nowhere
record Answer(int status, String type, String body, String location) {

    static Answer xml(String body) {
        return new Answer(200, "text/xml;charset=UTF-8", body, "");
    }

    static Answer json(String body) {
        return new Answer(200, "application/json;charset=UTF-8", body, "");
    }

    static Answer html(int status, String body) {
        return new Answer(status, "text/html;charset=UTF-8", body, "");
    }

    static Answer redirect(String location) {
        return new Answer(302, "text/plain;charset=UTF-8", "", location);
    }

    static Answer nothing() {
        return new Answer(204, "text/plain;charset=UTF-8", "", "");
    }

    void send(HttpExchange exchange) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        if (!location.isEmpty()) {
            headers.set("Location", location);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (var output = exchange.getResponseBody()) {
                output.write(bytes);
            }
        }
        exchange.close();
    }

    static String bodyOf(HttpExchange exchange) throws IOException {
        try (var input = exchange.getRequestBody()) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
