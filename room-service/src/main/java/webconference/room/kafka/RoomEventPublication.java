package webconference.room.kafka;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import webconference.eventing.Outbox;
import webconference.eventing.OutgoingEvent;
import webconference.room.RoomEvent;
import webconference.room.access.AccessRequested;
import webconference.room.invitation.InvitationRequested;
import webconference.room.operations.PlaceRequested;
import webconference.room.privacy.PersonErased;

/// Stores what happened in the outbox, in the transaction of the change.
@Component
class RoomEventPublication {

    private final Outbox outbox;

    RoomEventPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(RoomEvent event) {
        var room = event.room().value();
        outbox.put(new OutgoingEvent("rooms.v1", room, room, event.revision(), event.at(), event));
    }

    @EventListener
    void on(InvitationRequested event) {
        outbox.put(
                new OutgoingEvent(
                        "invitations.v1",
                        event.room().value(),
                        event.invitation(),
                        event.revision(),
                        event.at(),
                        event));
    }

    @EventListener
    void on(AccessRequested event) {
        outbox.put(
                new OutgoingEvent(
                        "invitations.v1",
                        event.room().value(),
                        event.request(),
                        event.revision(),
                        event.at(),
                        event));
    }

    @EventListener
    void on(PlaceRequested event) {
        outbox.put(
                new OutgoingEvent(
                        "invitations.v1",
                        event.room().value(),
                        event.request(),
                        event.revision(),
                        event.at(),
                        event));
    }

    /// About no room: the erasure itself is what it is about.
    @EventListener
    void on(PersonErased event) {
        var erasure = event.erasure();
        outbox.put(
                new OutgoingEvent(
                        "people.v1", erasure, erasure, event.revision(), event.at(), event));
    }
}
