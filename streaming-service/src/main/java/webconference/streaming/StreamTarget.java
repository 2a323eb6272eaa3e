package webconference.streaming;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.net.URI;

/// Where a room's stream goes.
///
/// @param url `rtmp://` or `rtmps://`, without the key
/// @param sealedKey the stream key, readable by this service's private key only
/// @param onStop what « Arrêter le stream » does
@Embeddable
public record StreamTarget(
        String url, String sealedKey, @Enumerated(EnumType.STRING) OnStop onStop) {

    String host() {
        var host = URI.create(url).getHost();
        return host == null ? "" : host;
    }

    @Override
    public String toString() {
        return "StreamTarget[" + host() + ", " + onStop + "]";
    }
}
