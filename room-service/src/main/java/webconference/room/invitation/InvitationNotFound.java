package webconference.room.invitation;

import java.util.UUID;

/// There is no such invitation for this room.
public class InvitationNotFound extends RuntimeException {

    InvitationNotFound(UUID id) {
        super("invitation " + id);
    }
}
