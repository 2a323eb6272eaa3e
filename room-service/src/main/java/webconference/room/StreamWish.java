package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/// What somebody asked of the stream and streaming-service has not confirmed yet.
@Embeddable
public record StreamWish(
        @Enumerated(EnumType.STRING) @Column(name = "stream_wish") Wanted wanted,
        @Column(name = "stream_wish_by") UserId by,
        @Column(name = "stream_wish_at") Instant at) {

    /// The state that is wished for.
    public enum Wanted {
        LIVE,
        PAUSED,
        ENDED;

        /// Whether a stream in that state shows that the wish was heard.
        boolean isHeardIn(StreamState state) {
            return switch (this) {
                case LIVE ->
                        switch (state) {
                            case REQUESTED,
                                    QUEUED,
                                    JOINING,
                                    AWAITING_ADMISSION,
                                    CONNECTING,
                                    LIVE,
                                    ENDED ->
                                    true;
                            case PAUSED, INTERRUPTED, STOPPING -> false;
                        };
                case PAUSED ->
                        switch (state) {
                            case PAUSED, STOPPING, ENDED -> true;
                            case REQUESTED,
                                    QUEUED,
                                    JOINING,
                                    AWAITING_ADMISSION,
                                    CONNECTING,
                                    LIVE,
                                    INTERRUPTED ->
                                    false;
                        };
                case ENDED -> state == StreamState.STOPPING || state == StreamState.ENDED;
            };
        }
    }
}
