package webconference.room.invitation;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import webconference.room.EstablishmentRules;
import webconference.room.FieldProblem;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.directory.Directory;
import webconference.room.directory.Favourite;
import webconference.room.directory.Favourites;
import webconference.room.directory.Person;
import webconference.room.invitation.InvitationRequested.Correspondent;

/// Finds out who is to be written to, and where.
@Component
class Addressees {

    private final Directory directory;
    private final Favourites favourites;
    private final EstablishmentRules rules;
    private final InvitationSettings settings;

    Addressees(
            Directory directory,
            Favourites favourites,
            EstablishmentRules rules,
            InvitationSettings settings) {
        this.directory = directory;
        this.favourites = favourites;
        this.rules = rules;
        this.settings = settings;
    }

    /// Whether somebody may write to people outside the directory: one of their schools allows it.
    boolean mayBeOutside(User by) {
        var schools = by.establishments();
        return schools.isEmpty()
                ? rules.rulesOf(null).externalInvitations()
                : schools.stream().anyMatch(s -> rules.rulesOf(s).externalInvitations());
    }

    /// Everybody who was chosen, each person once and each mailbox once, by their names. Who has
    /// left since is among them, to be told of: that is no reason not to write to the others.
    List<Addressee> chosen(InvitationDraft draft, User by, List<FieldProblem> problems) {
        var found = new ArrayList<FieldProblem>();
        var people = new LinkedHashSet<>(draft.people());
        var groups = new LinkedHashSet<>(draft.groups());
        var departed = directory.departed(by, people);
        directory.strangers(by, people).stream()
                .filter(id -> !departed.contains(id))
                .forEach(id -> found.add(unknown(id)));
        directory.strangeGroups(by, groups).forEach(id -> found.add(unknown(id)));
        for (var favourite : favourites(draft.favourites(), by, found)) {
            people.addAll(favourite.people());
            groups.addAll(favourite.groups());
        }
        var outside = outside(draft.addresses(), by, found);
        problems.addAll(found);
        if (!found.isEmpty()) {
            return List.of();
        }
        var inside =
                Stream.concat(
                                directory.everybodyIn(people, groups).stream(),
                                directory.people(departed).stream())
                        .map(Addressee::of);
        var mailboxes = new HashSet<String>();
        var all =
                Stream.concat(inside, outside.stream())
                        .filter(one -> mailboxes.add(one.mailbox()))
                        .toList();
        if (all.isEmpty()) {
            problems.add(FieldProblem.of("recipients", "recipients-empty"));
        } else if (all.size() > settings.most()) {
            problems.add(
                    FieldProblem.of("recipients", "recipients-many", settings.most(), all.size()));
        }
        return all;
    }

    private List<Favourite> favourites(List<String> ids, User by, List<FieldProblem> problems) {
        var own =
                favourites.of(by, ids.stream().flatMap(id -> uuid(id).stream()).toList()).stream()
                        .collect(toMap(f -> f.id().toString(), f -> f));
        ids.stream()
                .filter(id -> !own.containsKey(id.toLowerCase(Locale.ROOT)))
                .forEach(id -> problems.add(unknown(id)));
        return List.copyOf(own.values());
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FieldProblem unknown(String id) {
        return FieldProblem.about(id, "recipients", "subject-unknown", id);
    }

    private List<Addressee> outside(List<String> typed, User by, List<FieldProblem> problems) {
        if (!typed.isEmpty() && !mayBeOutside(by)) {
            problems.add(FieldProblem.of("recipients", "addresses-not-allowed"));
            return List.of();
        }
        var outside = new ArrayList<Addressee>();
        for (var one : new LinkedHashSet<>(typed)) {
            ExternalAddress.of(one.strip())
                    .ifPresentOrElse(
                            address -> outside.add(Addressee.outside(address)),
                            () ->
                                    problems.add(
                                            FieldProblem.about(
                                                    one, "recipients", "address-form", one)));
        }
        return outside;
    }

    /// Those of the recipients who can still be written to, where they are to be found now.
    ///
    /// @param outside whether people outside the directory may be
    List<Addressee> stillThere(Collection<Recipient> recipients, boolean outside) {
        Set<String> ids = new HashSet<>();
        recipients.forEach(r -> ids.add(r.person()));
        var people =
                directory.people(ids).stream()
                        .filter(person -> !person.left())
                        .collect(toMap(Person::id, Addressee::of));
        return recipients.stream()
                .filter(r -> outside || r.address() == null)
                .flatMap(r ->
                        r.address() == null
                                ? Stream.ofNullable(people.get(r.person()))
                                : Stream.of(
                                        new Addressee(
                                                r.person(), r.name(), r.address(), true, false)))
                .toList();
    }

    /// Whoever sends, as the directory has them.
    Correspondent sender(UserId id, String otherwise) {
        return person(id)
                .map(Addressee::of)
                .map(Addressee::correspondent)
                .orElseGet(() -> new Correspondent(id.value(), otherwise, null, false));
    }

    private Optional<Person> person(UserId id) {
        return directory.people(List.of(id.value())).stream().findFirst();
    }
}
