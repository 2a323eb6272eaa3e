package webconference.room.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.Action;
import webconference.room.GuestLink;
import webconference.room.Invited;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.RoomDoor;
import webconference.room.User;
import webconference.room.UserId;

/// A room at one moment. What is looked up for showing it is looked up once, and put into words
/// once for each role, however many screens are open.
class RoomSnapshot {

    private final Room room;
    private final RoomViews views;
    private final Invited invited;
    private final JsonMapper json;
    private final Map<Role, String> byRole = new ConcurrentHashMap<>();
    private @Nullable Names names;
    private @Nullable Set<UserId> guestList;
    private @Nullable Boolean welcoming;
    private @Nullable GuestDoorView guestDoor;

    RoomSnapshot(Room room, RoomViews views, Invited invited, JsonMapper json) {
        this.room = room;
        this.views = views;
        this.invited = invited;
        this.json = json;
    }

    boolean mayBeSeenBy(User user) {
        return room.allows(user, Action.SEE);
    }

    boolean mayInvite(User user) {
        return room.allows(user, Action.INVITE);
    }

    /// A [RoomView] as JSON.
    String seenBy(User user) {
        return byRole.computeIfAbsent(
                room.roleOf(user), role -> json.writeValueAsString(views.of(room, role)));
    }

    /// The door, for those who may look at it.
    Optional<DoorView> doorSeenBy(User user) {
        return RoomDoor.Look.of(room, user, this::isInvited)
                .map(look -> DoorView.of(room, user, look.mayEnter(), names()));
    }

    /// The door as guests see it, if that link opens it.
    Optional<GuestDoorView> doorSeenWith(GuestLink link) {
        return room.welcomes(link) ? guestDoor() : Optional.empty();
    }

    private synchronized boolean isInvited(UserId person) {
        if (guestList == null) {
            guestList = invited.to(room.id());
        }
        return guestList.contains(person);
    }

    private synchronized Names names() {
        if (names == null) {
            names = views.names(room);
        }
        return names;
    }

    private synchronized Optional<GuestDoorView> guestDoor() {
        if (welcoming == null) {
            welcoming = views.welcomesGuests(room);
            guestDoor = welcoming ? views.guestDoor(room) : null;
        }
        return Optional.ofNullable(guestDoor);
    }
}
