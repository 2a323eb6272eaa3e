package webconference.streaming.kafka;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Outbox;
import webconference.eventing.OutgoingEvent;
import webconference.streaming.StreamEvent;

/// Stores what happened to a run for `streams.v1`, in the transaction in which it happened.
@Component
class StreamEventPublication {

    static final String TOPIC = "streams.v1";

    private final Outbox outbox;

    StreamEventPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(StreamEvent event) {
        outbox.put(
                new OutgoingEvent(
                        TOPIC, event.room(), event.run(), event.revision(), event.at(), event));
    }
}
