package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;

/// Where requests of nobody in particular come from.
final class Places {

    private static final int LONGEST = 64;

    private Places() {}

    /// The address that the gateway saw: it writes the last one. Who reaches this service around
    /// the gateway is a place of its own.
    static String of(HttpServletRequest request) {
        var last = "";
        for (Enumeration<String> seen = request.getHeaders("X-Forwarded-For");
                seen.hasMoreElements(); ) {
            last = seen.nextElement();
        }
        var address = last.substring(last.lastIndexOf(',') + 1).strip();
        if (address.isEmpty() || address.length() > LONGEST) {
            return request.getRemoteAddr();
        }
        return address;
    }
}
