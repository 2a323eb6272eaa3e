package webconference.gateway;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where people reach us. Every address we write is built from it, never from what a request says.
///
/// @param url the public origin, such as `https://visio.example.org`
/// @param formTargets where a form of ours may lead besides ourselves: the meeting servers that «
///   Rejoindre » ends at
/// @param frameAncestors whose pages may show the portal in a frame, such as
///   `https://ent.example.org`; nobody's if empty
@Validated
@ConfigurationProperties("portal")
public record Portal(
        @NotNull URI url,
        @DefaultValue("https:") List<String> formTargets,
        @DefaultValue List<String> frameAncestors) {

    public boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    /// What a browser sends as `Origin` from one of our pages.
    public String origin() {
        return originOf(url);
    }

    /// @param path starts with a slash
    public String at(String path) {
        return origin() + path;
    }

    public static String originOf(URI address) {
        var port = address.getPort() == -1 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }
}
