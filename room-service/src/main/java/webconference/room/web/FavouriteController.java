package webconference.room.web;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Favourite;
import webconference.room.directory.FavouriteDraft;
import webconference.room.directory.Favourites;
import webconference.room.directory.Group;
import webconference.room.directory.Person;
import webconference.room.web.DirectoryController.FoundGroup;
import webconference.room.web.DirectoryController.FoundPerson;

/// The lists that somebody keeps for sharing and inviting.
@RestController
@RequestMapping("/api/v1/favourites")
@Tag(name = "rooms")
class FavouriteController {

    private final Favourites favourites;
    private final Directory directory;

    FavouriteController(Favourites favourites, Directory directory) {
        this.favourites = favourites;
        this.directory = directory;
    }

    record FavouriteBody(
            @Nullable String name, @Nullable List<String> people, @Nullable List<String> groups) {

        FavouriteDraft read() {
            return new FavouriteDraft(name, ids(people), ids(groups));
        }

        private static Set<String> ids(@Nullable List<String> listed) {
            return listed == null ? Set.of() : new HashSet<>(listed);
        }
    }

    /// A list. Whom its owner may not see any more is not shown; who left is, and cannot be chosen.
    ///
    /// @param people ids of those who can be chosen
    /// @param size how many people, each once
    /// @param members what is to be known of those in it, to show them
    record FavouriteView(
            UUID id,
            String name,
            List<String> people,
            List<String> groups,
            int size,
            FavouriteMembers members) {}

    record FavouriteMembers(List<FoundPerson> people, List<FoundGroup> groups) {}

    record FavouriteList(List<FavouriteView> favourites) {}

    @GetMapping
    @Operation(operationId = "listFavourites", summary = "My lists, in the order of their names")
    FavouriteList list(User user) {
        return new FavouriteList(views(favourites.of(user)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createFavourite", summary = "Keep people and groups under a name")
    FavouriteView create(User user, @RequestBody FavouriteBody body) {
        return views(List.of(favourites.create(body.read(), user))).getFirst();
    }

    @PutMapping("/{favourite}")
    @Operation(operationId = "changeFavourite", summary = "Name and fill it anew")
    FavouriteView change(User user, @PathVariable UUID favourite, @RequestBody FavouriteBody body) {
        return views(List.of(favourites.change(favourite, body.read(), user))).getFirst();
    }

    @DeleteMapping("/{favourite}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteFavourite", summary = "Forget it")
    void delete(User user, @PathVariable UUID favourite) {
        favourites.delete(favourite, user);
    }

    /// Two looks into the directory, however many lists.
    private List<FavouriteView> views(List<Favourite> lists) {
        var personIds = new HashSet<String>();
        var groupIds = new HashSet<String>();
        lists.forEach(list -> {
            personIds.addAll(list.people());
            personIds.addAll(list.left());
            groupIds.addAll(list.groups());
        });
        var people = directory.people(personIds).stream().collect(toMap(Person::id, p -> p));
        var groups = directory.groups(groupIds).stream().collect(toMap(Group::id, g -> g));
        return lists.stream().map(list -> view(list, people, groups)).toList();
    }

    private static FavouriteView view(
            Favourite list, Map<String, Person> allPeople, Map<String, Group> allGroups) {
        var people =
                Stream.concat(list.people().stream(), list.left().stream())
                        .flatMap(id -> Stream.ofNullable(allPeople.get(id)))
                        .map(FoundPerson::of)
                        .sorted(comparing(FoundPerson::name).thenComparing(FoundPerson::id))
                        .toList();
        var groups =
                these(list.groups(), allGroups).stream()
                        .map(FoundGroup::of)
                        .sorted(comparing(FoundGroup::name).thenComparing(FoundGroup::id))
                        .toList();
        return new FavouriteView(
                list.id(),
                list.name(),
                people.stream().filter(p -> !p.left()).map(FoundPerson::id).toList(),
                groups.stream().map(FoundGroup::id).toList(),
                list.size(),
                new FavouriteMembers(people, groups));
    }

    private static <T> List<T> these(Collection<String> ids, Map<String, T> all) {
        return ids.stream().filter(all::containsKey).map(all::get).toList();
    }
}
