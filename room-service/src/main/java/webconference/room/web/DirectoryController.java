package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.EstablishmentRules;
import webconference.room.StreamHosts;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Found;
import webconference.room.directory.Group;
import webconference.room.directory.Person;
import webconference.room.invitation.InvitationDesk;

/// Who I am, whom I can find, and what the portal must know before it asks.
@RestController
@Tag(name = "rooms")
class DirectoryController {

    private final Directory directory;
    private final StreamHosts hosts;
    private final InvitationDesk desk;
    private final EstablishmentRules rules;

    DirectoryController(
            Directory directory, StreamHosts hosts, InvitationDesk desk, EstablishmentRules rules) {
        this.directory = directory;
        this.hosts = hosts;
        this.desk = desk;
        this.rules = rules;
    }

    /// @param establishments my schools, the first one first
    /// @param referentOf codes of the schools whose rooms I look after
    record Me(
            String id,
            String name,
            @Nullable String profile,
            List<MySchool> establishments,
            boolean mayCreate,
            boolean mayStream,
            boolean admin,
            List<String> referentOf) {}

    /// A school of mine.
    ///
    /// @param id its code
    /// @param publicLinks whether people without an account may come to its rooms by a link
    record MySchool(String id, String name, boolean publicLinks) {}

    /// @param streamHosts servers that rooms may be broadcast to
    /// @param invitations what I may send
    /// @param publicLinks whether people without an account may come to rooms of no school
    record PortalConfig(
            List<String> streamHosts, InvitationDesk.Allowance invitations, boolean publicLinks) {}

    /// @param left whether they are not there any more: they are shown, and cannot be chosen
    record FoundPerson(
            String id,
            String name,
            @Nullable String profile,
            @Nullable String establishment,
            boolean left) {

        static FoundPerson of(Person person) {
            return new FoundPerson(
                    person.id(),
                    person.name(),
                    person.profile(),
                    person.establishment(),
                    person.left());
        }
    }

    /// @param size how many they are
    /// @param pupils how many of them are pupils
    record FoundGroup(
            String id, String name, int size, int pupils, @Nullable String establishment) {

        static FoundGroup of(Group group) {
            return new FoundGroup(
                    group.id(), group.name(), group.size(), group.pupils(), group.establishment());
        }
    }

    /// @param size how many people, each once
    record FoundFavourite(UUID id, String name, int size) {}

    /// @param more whether there are more than were asked for
    /// @param asOf when the directory was last read; null: none is read again and again
    /// @param stale whether it should have been read since, and could not be
    record FoundSubjects(
            List<FoundPerson> people,
            List<FoundGroup> groups,
            List<FoundFavourite> favourites,
            boolean more,
            @Nullable Instant asOf,
            boolean stale) {

        static FoundSubjects of(Found found) {
            return new FoundSubjects(
                    found.people().stream().map(FoundPerson::of).toList(),
                    found.groups().stream().map(FoundGroup::of).toList(),
                    found.favourites().stream()
                            .map(f -> new FoundFavourite(f.id(), f.name(), f.size()))
                            .toList(),
                    found.more(),
                    found.age().asOf(),
                    found.age().stale());
        }
    }

    @GetMapping("/api/v1/me")
    @Operation(operationId = "getMe", summary = "Who I am here")
    Me me(User user) {
        var names = directory.establishments(user.establishments());
        return new Me(
                user.id().value(),
                user.name(),
                directory.people(List.of(user.id().value())).stream()
                        .findFirst()
                        .map(Person::profile)
                        .orElse(null),
                user.establishments().stream()
                        .map(code ->
                                new MySchool(
                                        code,
                                        names.getOrDefault(code, code),
                                        rules.rulesOf(code).publicLinks()))
                        .toList(),
                user.mayCreate(),
                user.mayStream(),
                user.admin(),
                user.referentOf().stream().sorted().toList());
    }

    @GetMapping("/api/v1/config")
    @Operation(operationId = "getConfig", summary = "What the portal must know before it asks")
    PortalConfig config(User user) {
        return new PortalConfig(
                hosts.allowed(), desk.allowance(user), rules.rulesOf(null).publicLinks());
    }

    @GetMapping("/api/v1/directory")
    @Operation(
            operationId = "searchDirectory",
            summary = "People, groups and favourites by the beginnings of words, from two letters")
    FoundSubjects search(
            User user,
            @RequestParam String search,
            @RequestParam(defaultValue = "20") @Min(1) @Max(50) int limit) {
        return FoundSubjects.of(directory.search(search, user, limit));
    }
}
