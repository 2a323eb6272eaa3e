package webconference.room.web;

import java.util.List;
import webconference.room.Door;

/// Who may enter a room without being named one by one.
///
/// @param groups those who may enter, under the policy of that name
record AccessView(Door.Policy policy, List<GroupName> groups) {

    record GroupName(String id, String name) {}

    static AccessView of(Door door, Names names) {
        return new AccessView(
                door.policy(),
                door.groups().stream()
                        .map(id -> new GroupName(id, names.groups().getOrDefault(id, id)))
                        .toList());
    }
}
