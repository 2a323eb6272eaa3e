package webconference.room;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Where people come to a room by its public link, most of them without an account. A link that
/// opens nothing is answered like one that never was, after the same work.
@Service
public class GuestDoor {

    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 60;
    private static final Pattern SPACES = Pattern.compile("\\p{Z}+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}&&[^\\u200C\\u200D]]");
    private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}]");

    private final Rooms rooms;
    private final EstablishmentRules rules;
    private final CodeLock codes;
    private final EntryPasses passes;
    private final Portal portal;
    private final ApplicationEventPublisher deeds;

    GuestDoor(
            Rooms rooms,
            EstablishmentRules rules,
            CodeLock codes,
            EntryPasses passes,
            Portal portal,
            ApplicationEventPublisher deeds) {
        this.rooms = rooms;
        this.rules = rules;
        this.codes = codes;
        this.passes = passes;
        this.portal = portal;
        this.deeds = deeds;
    }

    /// @throws LinkInvalid if it opens nothing
    public Room look(GuestLink link) {
        var room = rooms.findByGuestLink(link);
        var school = room.map(r -> r.settings().door().establishment()).orElse(""); // asks, too
        var allowed = rules.rulesOf(school).publicLinks();
        return room.filter(r -> allowed && r.welcomes(link)).orElseThrow(LinkInvalid::new);
    }

    /// @param place where the request comes from; wrong codes are counted for it
    /// @throws LinkInvalid if the link opens nothing
    /// @throws GuestRefused with a sentence for each faulty field
    /// @throws TooManyTries if wrong codes came from there just now
    public void check(GuestLink link, GuestCard card, String place) {
        enter(link, card, place);
    }

    /// The same for somebody with an account, whose name is known.
    ///
    /// @throws LinkInvalid if the link opens nothing
    /// @throws GuestRefused with a sentence for each faulty field
    /// @throws TooManyTries if wrong codes came from there just now
    public void checkMember(GuestLink link, GuestCard card, String place) {
        let(link, card, place, new ArrayList<>());
    }

    /// Where a guest goes who wants in: with a pass into the meeting, or to where one waits for it.
    ///
    /// @throws LinkInvalid if the link opens nothing
    /// @throws GuestRefused with a sentence for each faulty field
    /// @throws TooManyTries if wrong codes came from there just now
    public String wayIn(GuestLink link, GuestCard card, String place) {
        var guest = enter(link, card, place);
        return wayIn(
                link,
                guest.room(),
                "guest-" + UUID.randomUUID(),
                guest.name() + " (invité)", // nobody passes for somebody known
                opening ->
                        Deed.in(
                                guest.room().id(),
                                "ENTER_AS_GUEST",
                                null,
                                null,
                                "opening " + opening.id()));
    }

    /// Where somebody with an account goes who comes by the link: as a participant under their own
    /// name, whatever they are to the room, and also where its door opens to others only.
    ///
    /// @throws LinkInvalid if the link opens nothing
    /// @throws GuestRefused with a sentence for each faulty field
    /// @throws TooManyTries if wrong codes came from there just now
    public String wayInOf(User member, GuestLink link, GuestCard card, String place) {
        var room = let(link, card, place, new ArrayList<>());
        return wayIn(
                link,
                room,
                member.id().value(),
                member.name(),
                opening ->
                        Deed.in(
                                room.id(),
                                "JOIN",
                                member.id(),
                                Role.PARTICIPANT,
                                "viewer by the public link, opening " + opening.id()));
    }

    private String wayIn(
            GuestLink link, Room room, String id, String name, Function<Opening, Deed> deed) {
        var opening = room.opening();
        if (opening == null || room.status() != Status.OPEN) {
            return portal.linkForGuests(link);
        }
        deeds.publishEvent(deed.apply(opening));
        return portal.entryWith(
                passes.issue(
                        room.id(),
                        opening.id(),
                        new Arrival(
                                id,
                                name,
                                false,
                                room.settings().door().guests().waits(),
                                portal.pathForGuests(link))));
    }

    private record Guest(Room room, String name) {}

    private Guest enter(GuestLink link, GuestCard card, String place) {
        var problems = new ArrayList<FieldProblem>();
        var name = name(card.name(), problems);
        return new Guest(let(link, card, place, problems), name);
    }

    /// @param problems those found already
    private Room let(GuestLink link, GuestCard card, String place, List<FieldProblem> problems) {
        var room = look(link);
        if (room.isStreamed() && !card.consent()) {
            problems.add(FieldProblem.of("consent", "consent-needed"));
        }
        requireCode(room, card.code(), place, problems);
        if (!problems.isEmpty()) {
            throw new GuestRefused(problems);
        }
        return room;
    }

    private static String name(@Nullable String typed, List<FieldProblem> problems) {
        var name = typed == null ? "" : SPACES.matcher(typed).replaceAll(" ").strip();
        var length = name.codePointCount(0, name.length());
        if (length < SHORTEST_NAME || length > LONGEST_NAME || !LETTER.matcher(name).find()) {
            problems.add(FieldProblem.of("name", "guest-name-length", SHORTEST_NAME, LONGEST_NAME));
        } else if (UNPRINTABLE.matcher(name).find()) {
            problems.add(FieldProblem.of("name", "name-unprintable"));
        }
        return name;
    }

    private void requireCode(
            Room room, @Nullable String typed, String place, List<FieldProblem> problems) {
        var code = room.settings().door().guests().code();
        if (code == null) {
            return;
        }
        if (typed == null || typed.isBlank()) {
            problems.add(FieldProblem.of("code", "code-empty"));
        } else if (!codes.opens(room.id(), place, typed, code)) {
            deeds.publishEvent(
                    Deed.in(room.id(), "ENTER_AS_GUEST", null, null, "wrong code").refused());
            problems.add(FieldProblem.of("code", "code-wrong"));
        }
    }
}
