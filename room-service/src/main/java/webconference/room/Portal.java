package webconference.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The public face of the platform; links to rooms are made from it, never from a request.
///
/// @param url its origin, such as `https://visio.example.org`
@ConfigurationProperties("portal")
public record Portal(URI url) {

    public Portal {
        if (url.getHost() == null || !url.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("portal.url must be an origin, not " + url);
        }
    }

    /// Where somebody enters a room; the same for its whole life.
    public String linkTo(RoomId room) {
        return url + "/salles/" + room + "/rejoindre";
    }

    /// Where those who look after a room see it.
    public String pageOf(RoomId room) {
        return url + "/salles/" + room;
    }

    /// Where somebody without an account enters a room.
    public String linkForGuests(GuestLink link) {
        return url + pathForGuests(link);
    }

    String pathForGuests(GuestLink link) {
        return "/p/" + URLEncoder.encode(link.value(), UTF_8);
    }

    /// Where an entry pass is taken.
    public String entryWith(String pass) {
        return url + "/api/v1/entry?pass=" + pass;
    }
}
