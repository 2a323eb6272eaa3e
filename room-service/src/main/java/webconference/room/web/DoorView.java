package webconference.room.web;

import java.util.UUID;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.Status;
import webconference.room.User;

/// What anybody signed in who has the link may know of a room.
record DoorView(
        UUID id,
        long version,
        String name,
        Status status,
        boolean waitingRoom,
        boolean streamed,
        Visitor role) {

    /// What somebody will be inside. Who looks after the platform comes like everybody else.
    enum Visitor {
        OWNER,
        MANAGER,
        MODERATOR,
        PARTICIPANT;

        static Visitor of(Role role) {
            return switch (role) {
                case OWNER -> OWNER;
                case MANAGER -> MANAGER;
                case MODERATOR -> MODERATOR;
                case ADMIN, REFERENT, PARTICIPANT -> PARTICIPANT;
            };
        }
    }

    static DoorView of(Room room, User user) {
        return new DoorView(
                room.id().value(),
                room.version(),
                room.settings().name(),
                room.status(),
                room.settings().waitingRoom(),
                room.settings().streaming() != null,
                Visitor.of(room.roleOf(user)));
    }
}
