package webconference.room.web;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import webconference.room.EstablishmentRules;
import webconference.room.NoVacancy;
import webconference.room.Portal;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.RoomDoor;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Group;

/// Shows rooms to people, with the names of who is in sight. A few looks into the directory,
/// however many rooms.
@Component
class RoomViews {

    private final Directory directory;
    private final EstablishmentRules rules;
    private final Portal portal;

    RoomViews(Directory directory, EstablishmentRules rules, Portal portal) {
        this.directory = directory;
        this.rules = rules;
        this.portal = portal;
    }

    RoomView of(Room room, User user) {
        return of(room, room.roleOf(user));
    }

    RoomView of(Room room, Role role) {
        return RoomView.of(room, role, names(room), lets(room, new HashMap<>()), portal);
    }

    List<RoomView> of(Collection<Room> rooms, User user) {
        var names = names(rooms);
        var asked = new HashMap<String, Boolean>();
        return rooms.stream()
                .map(room -> RoomView.of(room, room.roleOf(user), names, lets(room, asked), portal))
                .toList();
    }

    /// What somebody with the link sees.
    DoorView of(RoomDoor.Look look, User user) {
        return DoorView.of(look.room(), user, look.mayEnter(), names(look.room()));
    }

    /// What somebody without an account sees whom the link lets in.
    GuestDoorView guestDoor(Room room) {
        return GuestDoorView.of(room, schools(List.of(room)));
    }

    /// Whether people without an account may come, by the room's settings and its establishment's
    /// rules.
    boolean welcomesGuests(Room room) {
        return lets(room, new HashMap<>());
    }

    Names names(Room room) {
        return names(List.of(room));
    }

    /// Whether people without an account may come; asked once for each establishment that has rooms
    /// which they may come to.
    private boolean lets(Room room, Map<String, Boolean> asked) {
        if (room.guestLink() == null) {
            return false;
        }
        var school = room.settings().door().establishment();
        return asked.computeIfAbsent(
                school == null ? "" : school, _ -> rules.rulesOf(school).publicLinks());
    }

    List<OpenRoomView> of(List<NoVacancy.Taken> taken) {
        var names = directory.names(taken.stream().map(t -> t.openedBy().value()).toList());
        return taken.stream()
                .map(t ->
                        new OpenRoomView(
                                t.id().value(), t.name(), PersonView.of(t.openedBy(), names)))
                .toList();
    }

    private Names names(Collection<Room> rooms) {
        var people = new HashSet<String>();
        var groups = new HashSet<String>();
        rooms.forEach(room -> {
            people.addAll(inSight(room));
            groups.addAll(room.settings().door().groups());
        });
        return new Names(
                directory.names(people),
                directory.groups(groups).stream().collect(toMap(Group::id, Group::name)),
                schools(rooms));
    }

    private Map<String, String> schools(Collection<Room> rooms) {
        var codes = new HashSet<String>();
        rooms.forEach(room ->
                Stream.ofNullable(room.settings().door().establishment()).forEach(codes::add));
        return directory.establishments(codes);
    }

    private static Set<String> inSight(Room room) {
        var people = new HashSet<String>();
        people.add(room.owner().value());
        var opening = room.opening();
        if (opening != null) {
            people.add(opening.by().value());
        }
        var stream = room.stream();
        if (stream != null) {
            Stream.ofNullable(stream.by()).forEach(by -> people.add(by.value()));
        }
        return people;
    }
}
