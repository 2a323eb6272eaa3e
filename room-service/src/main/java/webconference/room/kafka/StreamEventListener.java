package webconference.room.kafka;

import java.util.Optional;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Inbox;
import webconference.room.Contended;
import webconference.room.StreamNews;
import webconference.room.StreamState;
import webconference.room.StreamSwitch;
import webconference.room.history.RoomHistory;
import webconference.room.kafka.StreamEvent.Other;
import webconference.room.kafka.StreamEvent.StreamAwaitingAdmission;
import webconference.room.kafka.StreamEvent.StreamConnecting;
import webconference.room.kafka.StreamEvent.StreamEnded;
import webconference.room.kafka.StreamEvent.StreamInterrupted;
import webconference.room.kafka.StreamEvent.StreamJoining;
import webconference.room.kafka.StreamEvent.StreamLive;
import webconference.room.kafka.StreamEvent.StreamPaused;
import webconference.room.kafka.StreamEvent.StreamQueued;
import webconference.room.kafka.StreamEvent.StreamRequested;
import webconference.room.kafka.StreamEvent.StreamStopCancelled;
import webconference.room.kafka.StreamEvent.StreamStopScheduled;
import webconference.room.kafka.StreamEvent.StreamStopping;

/// Hears what streams do.
@Component
@Contended
class StreamEventListener {

    private static final String TOPIC = "streams.v1";

    private final Inbox inbox;
    private final StreamSwitch streams;
    private final RoomHistory history;

    StreamEventListener(Inbox inbox, StreamSwitch streams, RoomHistory history) {
        this.inbox = inbox;
        this.streams = streams;
        this.history = history;
    }

    @KafkaListener(topics = TOPIC)
    void on(StreamEvent event) {
        if (!inbox.isNew(TOPIC, event.run(), event.revision())) {
            return;
        }
        news(event).ifPresent(news -> tell(event, news));
    }

    private void tell(StreamEvent event, StreamNews news) {
        var revision = event.revision();
        streams.told(event.room(), event.opening(), event.run(), revision, event.at(), news);
        history.told(event.opening(), event.run(), revision, event.at(), news);
    }

    private static Optional<StreamNews> news(StreamEvent event) {
        return switch (event) {
            case StreamRequested e -> Optional.of(new StreamNews.Requested(e.host()));
            case StreamQueued e -> Optional.of(new StreamNews.Queued(e.running(), e.slots()));
            case StreamJoining _ -> moved(StreamState.JOINING);
            case StreamAwaitingAdmission _ -> moved(StreamState.AWAITING_ADMISSION);
            case StreamConnecting _ -> moved(StreamState.CONNECTING);
            case StreamLive _ -> moved(StreamState.LIVE);
            case StreamPaused e -> Optional.of(new StreamNews.Paused(e.by()));
            case StreamInterrupted e ->
                    Optional.of(
                            new StreamNews.Interrupted(
                                    e.reason(), e.attempt(), e.attempts(), e.retryAt()));
            case StreamStopScheduled e -> Optional.of(new StreamNews.StopScheduled(e.stopsAt()));
            case StreamStopCancelled _ -> Optional.of(new StreamNews.StopCancelled());
            case StreamStopping _ -> moved(StreamState.STOPPING);
            case StreamEnded e -> Optional.of(new StreamNews.Ended(e.reason(), e.by()));
            case Other _ -> Optional.empty();
        };
    }

    private static Optional<StreamNews> moved(StreamState state) {
        return Optional.of(new StreamNews.Moved(state));
    }
}
