package webconference.meeting.kafka;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;
import webconference.meeting.MeetingDesk;
import webconference.meeting.OpeningId;
import webconference.meeting.RoomId;
import webconference.meeting.kafka.RoomEvent.Other;
import webconference.meeting.kafka.RoomEvent.RoomClosed;
import webconference.meeting.kafka.RoomEvent.RoomOpened;

/// Hears which rooms are open.
@Component
class RoomEventListener {

    static final String TOPIC = "rooms.v1";

    private final Inbox inbox;
    private final MeetingDesk desk;

    RoomEventListener(Inbox inbox, MeetingDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @KafkaListener(topics = TOPIC)
    @Transactional
    void on(RoomEvent event) {
        if (!inbox.isNew(TOPIC, event.room(), event.revision())) {
            return;
        }
        var room = new RoomId(event.room());
        switch (event) {
            case RoomOpened opened ->
                    desk.roomOpened(
                            room,
                            new OpeningId(opened.opening()),
                            opened.name(),
                            opened.waitingRoom(),
                            Boolean.TRUE.equals(opened.guests()),
                            opened.establishment());
            case RoomClosed closed -> desk.roomClosed(room, new OpeningId(closed.opening()));
            case Other _ -> {}
        }
    }
}
