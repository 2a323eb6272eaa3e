package webconference.room.invitation;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One plain e-mail address, as it may be written to.
class ExternalAddress {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    private ExternalAddress() {}

    /// @return the address with its domain in the letters of the network; empty if it is none
    static Optional<String> of(String typed) {
        var at = typed.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || typed.length() > LONGEST) {
            return Optional.empty();
        }
        var domain = ascii(typed.substring(at + 1));
        var address = typed.substring(0, at) + "@" + domain;
        return LOCAL_PART.matcher(typed.substring(0, at)).matches()
                        && DOMAIN.matcher(domain).matches()
                        && address.length() <= LONGEST
                ? Optional.of(address)
                : Optional.empty();
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
