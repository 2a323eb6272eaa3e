package webconference.streaming;

import java.net.URI;
import org.springframework.stereotype.Service;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.NotRtmp;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.UnknownHost;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.PublishFailure.Untrusted;

/// Tries an address before a room is broadcast there. What may not be connected to is not connected
/// to for a trial either: it is the publisher's own way, up to where the key would be told.
@Service
public class TargetCheck {

    /// How far a stream would get.
    public enum Reach {
        /// To the server's door; whether it takes the key nobody knows before a stream is live.
        REACHABLE,
        UNREACHABLE,
        UNKNOWN_HOST,
        HOST_NOT_ALLOWED,
        TLS,
        NOT_RTMP,
        /// The server speaks RTMP and does not want us at that path.
        REFUSED
    }

    private final Publisher publisher;

    TargetCheck(Publisher publisher) {
        this.publisher = publisher;
    }

    public Reach reach(URI url) {
        try {
            publisher.tryOut(url);
            return Reach.REACHABLE;
        } catch (PublishFailure failure) {
            return switch (failure) {
                case Unreachable _, Dropped _ -> Reach.UNREACHABLE;
                case UnknownHost _ -> Reach.UNKNOWN_HOST;
                case HostNotAllowed _ -> Reach.HOST_NOT_ALLOWED;
                case Untrusted _ -> Reach.TLS;
                case NotRtmp _ -> Reach.NOT_RTMP;
                case Refused _ -> Reach.REFUSED;
            };
        }
    }
}
