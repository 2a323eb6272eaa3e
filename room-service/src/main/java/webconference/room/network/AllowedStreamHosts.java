package webconference.room.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import webconference.room.StreamHosts;

/// The servers that the platform's owner lists, looked up by name when they are chosen. The service
/// that connects looks again, and connects to the address it has checked.
@Component
class AllowedStreamHosts implements StreamHosts {

    private static final int LOOKUP_SECONDS = 3;

    /// @param allowedHosts `host` for all its ports, or `host:port`
    /// @param allowPrivateHosts those that may lead into our own network
    @ConfigurationProperties("streaming")
    record Properties(
            @DefaultValue List<String> allowedHosts, @DefaultValue List<String> allowPrivateHosts) {

        Properties {
            allowedHosts = tidy(allowedHosts);
            allowPrivateHosts = tidy(allowPrivateHosts);
        }

        private static List<String> tidy(List<String> hosts) {
            return hosts.stream()
                    .map(h -> h.strip().toLowerCase(Locale.ROOT))
                    .filter(h -> !h.isEmpty())
                    .toList();
        }
    }

    private final Properties properties;

    AllowedStreamHosts(Properties properties) {
        this.properties = properties;
    }

    @Override
    public List<String> allowed() {
        return properties.allowedHosts();
    }

    @Override
    public Verdict check(String host, int port) {
        var listed = properties.allowedHosts();
        if (!listed.contains(host) && !listed.contains(host + ":" + port)) {
            return Verdict.NOT_LISTED;
        }
        var addresses = addressesOf(host);
        if (addresses.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (addresses.stream().anyMatch(Addresses::isPrivate)
                && !properties.allowPrivateHosts().contains(host)) {
            return Verdict.PRIVATE;
        }
        return Verdict.ALLOWED;
    }

    /// None where the name service knows none, or says nothing in time: the person is waiting.
    private static List<InetAddress> addressesOf(String host) {
        var lookup = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual()
                .name("lookup-" + host)
                .start(() -> {
                    try {
                        lookup.complete(Stream.of(InetAddress.getAllByName(host)).toList());
                    } catch (UnknownHostException e) {
                        lookup.complete(List.of());
                    }
                });
        try {
            return lookup.completeOnTimeout(List.of(), LOOKUP_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return List.of();
        }
    }
}
