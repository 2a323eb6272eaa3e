package webconference.room.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import webconference.room.StreamHosts;

/// The servers that the platform's owner lists, looked up by name before they are chosen: as there
/// are few, what is known of each is kept. The service that connects looks again, and connects to
/// the address it has checked.
@Component
class AllowedStreamHosts implements StreamHosts {

    /// @param allowedHosts `host` for all its ports, or `host:port`
    /// @param allowPrivateHosts those that may lead into our own network
    /// @param preferTls whether whoever types an rtmp address is told of rtmps
    @ConfigurationProperties("streaming")
    record Properties(
            @DefaultValue List<String> allowedHosts,
            @DefaultValue List<String> allowPrivateHosts,
            @DefaultValue("false") boolean preferTls) {

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
    private final Map<String, LookUp> known = new ConcurrentHashMap<>();

    AllowedStreamHosts(Properties properties) {
        this.properties = properties;
    }

    @Override
    public List<String> allowed() {
        return properties.allowedHosts();
    }

    @Override
    public boolean prefersTls() {
        return properties.preferTls();
    }

    @Override
    public Verdict check(String host, int port) {
        var listed = properties.allowedHosts();
        if (!listed.contains(host) && !listed.contains(host + ":" + port)) {
            return Verdict.NOT_LISTED;
        }
        var addresses = known.computeIfAbsent(host, LookUp::new).addresses();
        if (addresses.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (addresses.stream().anyMatch(Addresses::isPrivate)
                && !properties.allowPrivateHosts().contains(host)) {
            return Verdict.PRIVATE;
        }
        return Verdict.ALLOWED;
    }
}
