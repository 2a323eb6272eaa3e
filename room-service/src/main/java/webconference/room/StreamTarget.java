package webconference.room;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a room is broadcast to.
///
/// @param url rtmp or rtmps address without the key
/// @param sealedKey the stream key, readable by streaming-service only
/// @param keyMark what tells that two rooms have the same key, told to nobody; null: the key was
///   stored before there were marks
@Embeddable
public record StreamTarget(
        @Column(name = "stream_url") String url,
        @Column(name = "stream_key") String sealedKey,
        @JsonIgnore @Column(name = "stream_key_mark") @Nullable String keyMark,
        @Enumerated(EnumType.STRING) @Column(name = "stream_on_stop") OnStop onStop) {

    public String host() {
        return URI.create(url).getHost();
    }

    /// The port that is connected to.
    public int port() {
        try {
            return StreamUrl.parse(url).effectivePort();
        } catch (StreamUrl.Unreadable e) {
            throw new IllegalStateException("was stored unread", e);
        }
    }
}
