package webconference.room;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Reads who shall be let into a room, and says all that is wrong with it.
@Service
class DoorCheck {

    private static final int MOST_GROUPS = 50;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{4,20}");

    private final EstablishmentRules rules;
    private final Acquaintances acquaintances;

    DoorCheck(EstablishmentRules rules, Acquaintances acquaintances) {
        this.rules = rules;
        this.acquaintances = acquaintances;
    }

    /// @param stored the door as it is now; null: the room is new
    Door read(DoorDraft draft, @Nullable Door stored, User by, List<FieldProblem> problems) {
        var school = establishment(draft.establishment(), stored, by, problems);
        var before = stored == null ? Door.of(school) : stored;
        var access = access(draft.access(), before, school, by, problems);
        return new Door(
                school,
                access.policy(),
                access.groups(),
                guests(draft, before.guests(), school, problems));
    }

    private static @Nullable String establishment(
            @Nullable String typed, @Nullable Door stored, User by, List<FieldProblem> problems) {
        if (typed == null) {
            return stored != null
                    ? stored.establishment()
                    : by.establishments().stream().findFirst().orElse(null);
        }
        var stays = stored != null && typed.equals(stored.establishment());
        if (!stays && !by.establishments().contains(typed)) {
            problems.add(FieldProblem.of("establishment", "establishment-unknown"));
        }
        return typed;
    }

    private DoorDraft.Access access(
            DoorDraft.@Nullable Access typed,
            Door before,
            @Nullable String school,
            User by,
            List<FieldProblem> problems) {
        if (typed == null) {
            return new DoorDraft.Access(before.policy(), before.groups());
        }
        return switch (typed.policy()) {
            case INVITED, SIGNED_IN -> new DoorDraft.Access(typed.policy(), List.of());
            case ESTABLISHMENT -> {
                if (school == null) {
                    problems.add(FieldProblem.of("access.policy", "access-no-establishment"));
                }
                yield new DoorDraft.Access(typed.policy(), List.of());
            }
            case GROUPS ->
                    new DoorDraft.Access(
                            typed.policy(), groups(typed.groups(), before.groups(), by, problems));
        };
    }

    private List<String> groups(
            List<String> typed, List<String> before, User by, List<FieldProblem> problems) {
        var groups = new HashSet<>(typed);
        if (groups.isEmpty()) {
            problems.add(FieldProblem.of("access.groups", "access-groups-empty"));
        } else if (groups.size() > MOST_GROUPS) {
            problems.add(FieldProblem.of("access.groups", "access-groups-many", MOST_GROUPS));
        } else {
            strangers(groups, before, by)
                    .map(id -> FieldProblem.of("access.groups", "subject-unknown", id))
                    .forEach(problems::add);
        }
        return groups.stream().sorted().toList();
    }

    /// A group that was let in already may stay, also for who cannot see it.
    private Stream<String> strangers(Set<String> groups, List<String> before, User by) {
        var added =
                groups.stream()
                        .filter(id -> !before.contains(id))
                        .map(id -> new Share(Share.Kind.GROUP, id, Role.PARTICIPANT))
                        .toList();
        return acquaintances.strangers(by, added).stream().map(Share::subject).sorted();
    }

    private Guests guests(
            DoorDraft draft, Guests before, @Nullable String school, List<FieldProblem> problems) {
        var welcome = draft.publicLink() == null ? before.welcome() : draft.publicLink();
        if (Boolean.TRUE.equals(draft.publicLink()) && !rules.rulesOf(school).publicLinks()) {
            problems.add(FieldProblem.of("publicLink", "public-link-forbidden"));
        }
        var waits = draft.guestsWait() == null ? before.waits() : draft.guestsWait();
        return new Guests(welcome, waits, code(draft.accessCode(), before.code(), problems));
    }

    private static @Nullable String code(
            @Nullable String typed, @Nullable String before, List<FieldProblem> problems) {
        if (typed == null) {
            return before;
        }
        var code = typed.strip();
        if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            problems.add(FieldProblem.of("accessCode", "access-code-form"));
        }
        return code.isEmpty() ? null : code;
    }
}
