package webconference.room.web;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import webconference.room.Room;
import webconference.room.Share;
import webconference.room.directory.Directory;
import webconference.room.directory.Group;
import webconference.room.directory.Person;
import webconference.room.web.ShareList.ChangeView;
import webconference.room.web.ShareList.ShareView;

/// Shows with whom a room is shared. Three looks into the directory, however many they are.
@Component
class ShareViews {

    private final Directory directory;

    ShareViews(Directory directory) {
        this.directory = directory;
    }

    ShareList of(Room room) {
        var personIds = subjects(room, Share.Kind.PERSON);
        var groupIds = subjects(room, Share.Kind.GROUP);
        var owner = room.owner().value();
        var inSight = personIds.stream().collect(toSet());
        inSight.add(owner);
        var changed = room.lastShareChange();
        if (changed != null) {
            inSight.add(changed.by().value());
        }
        var people = directory.people(inSight).stream().collect(toMap(Person::id, p -> p));
        var groups = directory.groups(groupIds).stream().collect(toMap(Group::id, g -> g));
        var memberships = directory.memberships(personIds, groupIds);
        return new ShareList(
                room.sharesVersion(),
                person(owner, people),
                room.shares().stream()
                        .map(s ->
                                switch (s.kind()) {
                                    case PERSON ->
                                            person(
                                                    s,
                                                    people.get(s.subject()),
                                                    through(s, room, memberships, groups));
                                    case GROUP -> group(s, groups.get(s.subject()));
                                })
                        .sorted(
                                Comparator.comparing(ShareView::kind)
                                        .thenComparing(ShareView::name)
                                        .thenComparing(ShareView::id))
                        .toList(),
                changed == null
                        ? null
                        : new ChangeView(person(changed.by().value(), people), changed.at()));
    }

    private static PersonView person(String id, Map<String, Person> known) {
        var person = known.get(id);
        return new PersonView(id, person == null ? id : person.name());
    }

    private static ShareView person(
            Share share, @Nullable Person person, @Nullable String through) {
        return new ShareView(
                share.kind(),
                share.subject(),
                person == null ? share.subject() : person.name(),
                Lent.of(share.role()),
                person == null ? null : person.profile(),
                person == null ? null : person.establishment(),
                null,
                null,
                person != null && person.left(),
                through);
    }

    private static ShareView group(Share share, @Nullable Group group) {
        return new ShareView(
                share.kind(),
                share.subject(),
                group == null ? share.subject() : group.name(),
                Lent.of(share.role()),
                null,
                group == null ? null : group.establishment(),
                group == null ? null : group.size(),
                group == null ? null : group.pupils(),
                false,
                null);
    }

    /// The strongest of the groups that make this share needless.
    private static @Nullable String through(
            Share person, Room room, Map<String, Set<String>> memberships, Map<String, Group> all) {
        var groups = memberships.getOrDefault(person.subject(), Set.of());
        return room.shares().stream()
                .filter(s -> s.kind() == Share.Kind.GROUP && groups.contains(s.subject()))
                .filter(s -> s.role().compareTo(person.role()) <= 0)
                .min(Comparator.comparing(Share::role).thenComparing(Share::subject))
                .map(s -> all.get(s.subject()))
                .map(Group::name)
                .orElse(null);
    }

    private static Set<String> subjects(Room room, Share.Kind kind) {
        return room.shares().stream()
                .filter(s -> s.kind() == kind)
                .map(Share::subject)
                .collect(toSet());
    }
}
