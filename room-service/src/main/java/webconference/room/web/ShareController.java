package webconference.room.web;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.Action;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.RoomDesk;
import webconference.room.RoomId;
import webconference.room.Share;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Group;
import webconference.room.directory.Person;

/// With whom a room is shared.
@RestController
@RequestMapping("/api/v1/rooms/{id}/shares")
@Tag(name = "rooms")
class ShareController {

    private final RoomDesk desk;
    private final Directory directory;
    private final RoomViews views;

    ShareController(RoomDesk desk, Directory directory, RoomViews views) {
        this.desk = desk;
        this.directory = directory;
        this.views = views;
    }

    /// What a share makes somebody.
    enum Lent {
        MANAGER(Role.MANAGER),
        MODERATOR(Role.MODERATOR);

        private final Role role;

        Lent(Role role) {
            this.role = role;
        }

        static Lent of(Role role) {
            return role == Role.MANAGER ? MANAGER : MODERATOR;
        }
    }

    record ShareBody(@NotNull Share.Kind kind, @NotNull String id, @NotNull Lent role) {}

    /// @param sharesVersion what the change is based on; null: whatever there is
    record SharesBody(
            @NotNull List<@NotNull @Valid ShareBody> shares, @Nullable Long sharesVersion) {

        /// Who is named twice gets the stronger role.
        Set<Share> read() {
            return Set.copyOf(
                    shares.stream()
                            .map(s -> new Share(s.kind(), s.id(), s.role().role))
                            .collect(
                                    toMap(
                                            s -> s.kind() + s.subject(),
                                            s -> s,
                                            (a, b) -> a.role().compareTo(b.role()) <= 0 ? a : b))
                            .values());
        }
    }

    record ShareView(
            Share.Kind kind,
            String id,
            String name,
            Lent role,
            @Nullable String profile,
            @Nullable String establishment,
            @Nullable Integer size) {

        static ShareView of(Share share, @Nullable Person person, @Nullable Group group) {
            return new ShareView(
                    share.kind(),
                    share.subject(),
                    person != null ? person.name() : group != null ? group.name() : share.subject(),
                    Lent.of(share.role()),
                    person == null ? null : person.profile(),
                    person == null ? null : person.establishment(),
                    group == null ? null : group.size());
        }
    }

    record ShareList(long sharesVersion, PersonView owner, List<ShareView> shares) {}

    @GetMapping
    @Operation(operationId = "getShares", summary = "With whom it is shared")
    ShareList list(User user, @PathVariable UUID id) {
        return view(desk.look(new RoomId(id), user, Action.SHARE));
    }

    @PutMapping
    @Operation(operationId = "changeShares", summary = "Share it with these and no others")
    RoomView change(User user, @PathVariable UUID id, @Valid @RequestBody SharesBody body) {
        return views.of(desk.share(new RoomId(id), body.read(), body.sharesVersion(), user), user);
    }

    private ShareList view(Room room) {
        var people = byId(directory.people(subjects(room, Share.Kind.PERSON)));
        var groups =
                directory.groups(subjects(room, Share.Kind.GROUP)).stream()
                        .collect(toMap(Group::id, g -> g));
        return new ShareList(
                room.sharesVersion(),
                PersonView.of(room.owner(), directory.names(Set.of(room.owner().value()))),
                room.shares().stream()
                        .map(s ->
                                switch (s.kind()) {
                                    case PERSON -> ShareView.of(s, people.get(s.subject()), null);
                                    case GROUP -> ShareView.of(s, null, groups.get(s.subject()));
                                })
                        .sorted(
                                Comparator.comparing(ShareView::kind)
                                        .thenComparing(ShareView::name))
                        .toList());
    }

    private static Map<String, Person> byId(List<Person> people) {
        var byId = new HashMap<String, Person>();
        people.forEach(p -> byId.put(p.id(), p));
        return byId;
    }

    private static Set<String> subjects(Room room, Share.Kind kind) {
        return room.shares().stream()
                .filter(s -> s.kind() == kind)
                .map(Share::subject)
                .collect(toSet());
    }
}
