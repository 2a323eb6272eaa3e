package webconference.streaming.rtmp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import webconference.streaming.PublishFailure;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.UnknownHost;

/// Decides whether a target may be connected to, and to which addresses exactly: between a check
/// and a second resolving, a name could come to mean a machine of ours.
final class TargetGuard {

    private static final Pattern APPLICATION = Pattern.compile("/[A-Za-z0-9._-]{1,64}/?");

    private final Set<String> allowed;
    private final Set<String> allowedToBePrivate;
    private final Resolver resolver;

    /// Finds the addresses of a name.
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /// A target that may be connected to.
    ///
    /// @param addresses where it is, checked
    record Checked(
            boolean secure,
            String host,
            int port,
            String application,
            List<InetSocketAddress> addresses) {

        /// What RTMP calls the target in `connect`; names the host, not the address.
        String url() {
            return (secure ? "rtmps" : "rtmp") + "://" + host + ":" + port + "/" + application;
        }
    }

    TargetGuard(TargetProperties properties, Resolver resolver) {
        allowed = lowerCase(properties.allowedHosts());
        allowedToBePrivate = lowerCase(properties.allowPrivateHosts());
        this.resolver = resolver;
    }

    /// @throws PublishFailure if nothing may be sent there
    Checked check(URI url) {
        var host = hostOf(url);
        var secure = isSecure(url, host);
        var port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 1935;
        if (!isAllowed(host, port)) {
            throw new HostNotAllowed(host);
        }
        var addresses = addressesOf(host, port);
        return new Checked(secure, host, port, applicationOf(url, host), addresses);
    }

    private static String hostOf(URI url) {
        var host = url.getHost();
        if (host == null || url.getRawUserInfo() != null) {
            throw new HostNotAllowed(String.valueOf(host));
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static boolean isSecure(URI url, String host) {
        return switch (String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)) {
            case "rtmp" -> false;
            case "rtmps" -> true;
            default -> throw new HostNotAllowed(host);
        };
    }

    private static String applicationOf(URI url, String host) {
        var path = String.valueOf(url.getRawPath());
        if (url.getRawQuery() != null
                || url.getRawFragment() != null
                || !APPLICATION.matcher(path).matches()) {
            throw new HostNotAllowed(host);
        }
        return path.replace("/", "");
    }

    private boolean isAllowed(String host, int port) {
        return allowed.contains(host) || allowed.contains(host + ":" + port);
    }

    private List<InetSocketAddress> addressesOf(String host, int port) {
        try {
            var addresses = List.of(resolver.resolve(host));
            if (!allowedToBePrivate.contains(host) && addresses.stream().anyMatch(this::isOurs)) {
                throw new HostNotAllowed(host);
            }
            return addresses.stream().map(it -> new InetSocketAddress(it, port)).toList();
        } catch (UnknownHostException e) {
            throw new UnknownHost(host);
        }
    }

    /// Whether an address is none of the public internet's: this machine, this network, or one of
    /// the blocks that mean something special.
    private boolean isOurs(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? isSpecial6(bytes) : isSpecial4(bytes);
    }

    private static boolean isSpecial4(byte[] bytes) {
        var first = bytes[0] & 0xFF;
        var second = bytes[1] & 0xFF;
        return switch (first) {
            case 0 -> true; // this network
            case 100 -> second >= 64 && second < 128; // a provider's own
            case 192 -> second == 0 && (bytes[2] == 0 || bytes[2] == 2); // protocols, examples
            case 198 -> second == 18 || second == 19 || second == 51; // benchmarks, examples
            case 203 -> second == 0 && bytes[2] == 113; // examples
            default -> first >= 240; // reserved, broadcast
        };
    }

    /// Unique local ones, and those that carry an address of version 4 inside, which would be
    /// another way to name what is refused above.
    private static boolean isSpecial6(byte[] bytes) {
        var isUniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        var isTranslated = startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B);
        var is6to4 = startsWith(bytes, 0x20, 0x02);
        var isTeredo = startsWith(bytes, 0x20, 0x01, 0x00, 0x00);
        var isExample = startsWith(bytes, 0x20, 0x01, 0x0D, 0xB8);
        var isCompatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
        return isUniqueLocal || isTranslated || is6to4 || isTeredo || isExample || isCompatible;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> lowerCase(List<String> hosts) {
        return Set.copyOf(
                hosts.stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .distinct()
                        .toList());
    }
}
