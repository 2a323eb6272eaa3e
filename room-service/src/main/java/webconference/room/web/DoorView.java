package webconference.room.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.Action;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.Status;
import webconference.room.User;

/// What somebody signed in who has the link may know of a room.
///
/// @param mayEnter whether the door opens to them
/// @param waiting how many people wait for it to open, they themselves included; told to those only
///   to whom it opens
/// @param full how many places there are, if all are taken and they must wait for one
/// @param access to whom it opens
/// @param owner whom to ask; told to those only to whom it does not open
record DoorView(
        UUID id,
        long version,
        String name,
        Status status,
        boolean waitingRoom,
        boolean streamed,
        Visitor role,
        boolean mayEnter,
        int waiting,
        @Nullable Integer full,
        AccessView access,
        @Nullable Owner owner) {

    record Owner(String name) {}

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
                case ADMIN, REFERENT, PARTICIPANT, STRANGER -> PARTICIPANT;
            };
        }
    }

    /// Whether who sees it waits there.
    boolean isWaitedAt() {
        return mayEnter && status != Status.OPEN;
    }

    static DoorView of(Room room, User user, boolean mayEnter, Names names) {
        var owner = PersonView.of(room.owner(), names.people());
        return new DoorView(
                room.id().value(),
                room.version(),
                room.settings().name(),
                room.status(),
                room.settings().waitingRoom(),
                room.isStreamed(),
                Visitor.of(room.roleOf(user)),
                mayEnter,
                mayEnter ? room.waiting() : 0,
                mayEnter && !room.allows(user, Action.ENTER_AS_MODERATOR) ? room.full() : null,
                AccessView.of(room.settings().door(), names),
                mayEnter ? null : new Owner(owner.name()));
    }
}
