package webconference.room.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import webconference.room.RoomDeed;
import webconference.room.RoomEvent;
import webconference.room.RoomEvent.RoomClosed;
import webconference.room.RoomEvent.RoomOpened;
import webconference.room.RoomEvent.StreamStartRequested;
import webconference.room.RoomEvent.StreamStopRequested;
import webconference.room.invitation.InvitationDeed;

/// One line for each thing done, once it is committed. Ids only: no names, no words, no secrets.
/// What was refused is told where refusals are answered, under the same name.
@Component
class AuditTrail {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    @TransactionalEventListener
    void on(RoomEvent event) {
        switch (event) {
            case RoomOpened e -> line(e, e.by(), "");
            case RoomClosed e -> line(e, e.by(), e.reason());
            case StreamStartRequested e -> line(e, e.by(), e.target().host());
            case StreamStopRequested e -> line(e, e.by(), e.how());
        }
    }

    @TransactionalEventListener
    void on(RoomDeed deed) {
        audit.info("{}: room {}, by {}, {}", deed.action(), deed.room(), deed.by(), deed.detail());
    }

    @TransactionalEventListener
    void on(InvitationDeed deed) {
        audit.info(
                "{}: room {}, by {}, invitation {}, {} recipients",
                deed.what(),
                deed.room(),
                deed.by(),
                deed.invitation(),
                deed.recipients());
    }

    private static void line(RoomEvent event, @Nullable Object by, Object detail) {
        audit.info(
                "{}: room {}, by {}, opening {}, {}",
                event.getClass().getSimpleName(),
                event.room(),
                by == null ? "itself" : by,
                event.opening(),
                detail);
    }
}
