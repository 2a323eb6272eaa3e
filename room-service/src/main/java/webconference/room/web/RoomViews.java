package webconference.room.web;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import webconference.room.NoVacancy;
import webconference.room.Portal;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.User;
import webconference.room.directory.Directory;

/// Shows rooms to people, with the names of who is in sight. One look into the directory, however
/// many rooms.
@Component
class RoomViews {

    private final Directory directory;
    private final Portal portal;

    RoomViews(Directory directory, Portal portal) {
        this.directory = directory;
        this.portal = portal;
    }

    RoomView of(Room room, User user) {
        return of(room, room.roleOf(user));
    }

    RoomView of(Room room, Role role) {
        return RoomView.of(room, role, names(List.of(room)), portal);
    }

    List<RoomView> of(Collection<Room> rooms, User user) {
        var names = names(rooms);
        return rooms.stream()
                .map(room -> RoomView.of(room, room.roleOf(user), names, portal))
                .toList();
    }

    List<OpenRoomView> of(List<NoVacancy.Taken> taken) {
        var names = directory.names(taken.stream().map(t -> t.openedBy().value()).toList());
        return taken.stream()
                .map(t -> new OpenRoomView(t.name(), PersonView.of(t.openedBy(), names)))
                .toList();
    }

    private Map<String, String> names(Collection<Room> rooms) {
        var people = new HashSet<String>();
        rooms.forEach(room -> people.addAll(inSight(room)));
        return directory.names(people);
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
