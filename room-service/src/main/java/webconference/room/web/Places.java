package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;

/// Where requests of nobody in particular come from.
final class Places {

    /// The gateway writes it anew in each request of a guest, whatever stood there.
    private static final String HEADER = "Caller-Address";

    private static final int LONGEST = 64;

    private Places() {}

    /// The address that the gateway saw. Who reaches this service around the gateway is a place of
    /// its own.
    static String of(HttpServletRequest request) {
        var address = request.getHeader(HEADER);
        return address == null || address.isBlank() || address.length() > LONGEST
                ? request.getRemoteAddr()
                : address;
    }
}
