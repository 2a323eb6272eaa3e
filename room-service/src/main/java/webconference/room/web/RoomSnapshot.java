package webconference.room.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.Action;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.User;

/// A room at one moment, put into words at most once for each role however many screens are open.
class RoomSnapshot {

    private final Room room;
    private final RoomViews views;
    private final JsonMapper json;
    private final Map<Role, String> byRole = new ConcurrentHashMap<>();

    RoomSnapshot(Room room, RoomViews views, JsonMapper json) {
        this.room = room;
        this.views = views;
        this.json = json;
    }

    boolean mayBeSeenBy(User user) {
        return room.allows(user, Action.SEE);
    }

    /// A [RoomView] as JSON.
    String seenBy(User user) {
        return byRole.computeIfAbsent(
                room.roleOf(user), role -> json.writeValueAsString(views.of(room, role)));
    }

    DoorView doorSeenBy(User user) {
        return DoorView.of(room, user);
    }
}
