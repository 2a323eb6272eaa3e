package webconference.room.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import webconference.room.Action;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.User;

/// A room at one moment, shown at most once for each role however many screens are open.
class RoomSnapshot {

    private final Room room;
    private final RoomViews views;
    private final Map<Role, RoomView> byRole = new ConcurrentHashMap<>();

    RoomSnapshot(Room room, RoomViews views) {
        this.room = room;
        this.views = views;
    }

    boolean mayBeSeenBy(User user) {
        return room.allows(user, Action.SEE);
    }

    boolean mayInvite(User user) {
        return room.allows(user, Action.INVITE);
    }

    RoomView seenBy(User user) {
        return byRole.computeIfAbsent(room.roleOf(user), role -> views.of(room, role));
    }

    DoorView doorSeenBy(User user) {
        return DoorView.of(room, user);
    }
}
