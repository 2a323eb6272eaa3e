package webconference.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/// Who asks: the person, as far as they have shown who they are, and the address they come from.
@Component
public class Caller {

    /// @param trusted addresses or networks, such as `10.0.0.0/8`, of the proxies in front of us
    @ConfigurationProperties("proxies")
    record Proxies(@DefaultValue List<String> trusted) {}

    private static final int LONGEST_ADDRESS = 45;
    private static final int GROUPS_OF_A_NETWORK = 4;

    private final List<IpAddressMatcher> trusted;

    Caller(Proxies proxies) {
        this.trusted = proxies.trusted().stream().map(IpAddressMatcher::new).toList();
    }

    /// Who is signed in; null: nobody, or nobody yet.
    public @Nullable String person() {
        var here = SecurityContextHolder.getContext().getAuthentication();
        return here == null
                        || !here.isAuthenticated()
                        || here instanceof AnonymousAuthenticationToken
                ? null
                : here.getName();
    }

    /// Where a request comes from. What it says of itself is believed only as far as proxies of
    /// ours wrote it: from the right, up to the first address that is none of them. Of an IPv6
    /// address, the network, for whoever has one has them all.
    public String addressOf(HttpServletRequest asked) {
        var address = asked.getRemoteAddr();
        var passed = String.join(",", Collections.list(asked.getHeaders("X-Forwarded-For")));
        var hops = passed.isBlank() ? new String[0] : passed.split(",", -1);
        for (var i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
            var before = hops[i].strip();
            if (!isAddress(before)) {
                break;
            }
            address = before;
        }
        return network(address);
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(proxy -> proxy.matches(address));
    }

    /// Literally: nothing is looked up for what a stranger wrote.
    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS
                && (text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                        || text.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"));
    }

    private static String network(String address) {
        if (!address.contains(":") || address.contains(".")) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            var network = new StringBuilder();
            for (var group = 0; group < GROUPS_OF_A_NETWORK; group++) {
                network.append(
                        "%02x%02x:"
                                .formatted(bytes[2 * group] & 0xff, bytes[2 * group + 1] & 0xff));
            }
            return network + ":";
        } catch (UnknownHostException _) {
            return address;
        }
    }
}
