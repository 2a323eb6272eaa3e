package webconference.streaming.kafka;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.streaming.StopRule;
import webconference.streaming.StreamControl;
import webconference.streaming.kafka.RoomEvent.How;
import webconference.streaming.kafka.RoomEvent.Other;
import webconference.streaming.kafka.RoomEvent.RoomClosed;
import webconference.streaming.kafka.RoomEvent.RoomOpened;
import webconference.streaming.kafka.RoomEvent.StreamStartRequested;
import webconference.streaming.kafka.RoomEvent.StreamStopRequested;

/// Hears what happens to rooms, and what people want of their streams.
@Component
class RoomEventListener {

    static final String TOPIC = "rooms.v1";

    private final Inbox inbox;
    private final StreamControl control;

    RoomEventListener(Inbox inbox, StreamControl control) {
        this.inbox = inbox;
        this.control = control;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    public void on(RoomEvent event) {
        if (!inbox.isNew(TOPIC, event.room(), event.revision())) {
            return;
        }
        switch (event) {
            case RoomOpened(var room, _, var at, var opening, var target) ->
                    control.roomOpened(
                            room, opening, target == null ? null : target.streamTarget(), at);
            case RoomClosed(var room, _, var opening, var reason) ->
                    control.roomClosed(room, opening, ruleOf(reason));
            case StreamStartRequested(var room, _, var at, var opening, _, var target) ->
                    control.startRequested(room, opening, target.streamTarget(), at);
            case StreamStopRequested(var room, _, var opening, var by, var how) -> {
                if (how == How.END) {
                    control.endRequested(room, opening, by);
                } else {
                    control.pauseRequested(room, opening, by);
                }
            }
            case Other _ -> {}
        }
    }

    /// A room that closed because its meeting had ended says so to the viewer too.
    private static StopRule ruleOf(String reason) {
        return reason.equals("MEETING_ENDED") ? StopRule.MEETING_ENDED : StopRule.ROOM_CLOSED;
    }
}
