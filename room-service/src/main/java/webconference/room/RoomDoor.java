package webconference.room;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Where rooms are opened and closed, and where is heard what their meetings do.
@Service
@Contended
public class RoomDoor {

    private final Rooms rooms;
    private final Invited invited;
    private final EstablishmentRules rules;
    private final EntryPasses passes;
    private final Portal portal;
    private final Vacancies vacancies;
    private final KeyUse keys;
    private final ApplicationEventPublisher deeds;
    private final Clock clock;

    RoomDoor(
            Rooms rooms,
            Invited invited,
            EstablishmentRules rules,
            EntryPasses passes,
            Portal portal,
            Vacancies vacancies,
            KeyUse keys,
            ApplicationEventPublisher deeds,
            Clock clock) {
        this.rooms = rooms;
        this.invited = invited;
        this.rules = rules;
        this.passes = passes;
        this.portal = portal;
        this.vacancies = vacancies;
        this.keys = keys;
        this.deeds = deeds;
        this.clock = clock;
    }

    /// The room opens also where its stream may not come with it.
    ///
    /// @throws NoVacancy if as many rooms are open as may be
    public Room open(RoomId id, User by) {
        var room = rooms.get(id);
        room.require(by, Action.OPEN);
        if (room.status() == Status.CLOSED) {
            vacancies.require(room, by);
        }
        var school = rules.rulesOf(room.settings().door().establishment());
        room.open(
                OpeningId.random(),
                school.publicLinks(),
                school.allow(room.settings().streaming()) && keys.isFreeFor(room),
                by,
                clock.instant());
        return rooms.save(room);
    }

    public Room close(RoomId id, User by) {
        var room = rooms.get(id);
        room.close(by, clock.instant());
        return rooms.save(room);
    }

    /// What somebody who has the link sees of a room.
    public record Look(Room room, boolean mayEnter) {

        /// Nothing, if they may neither enter nor know that their school has the room.
        ///
        /// @param invited asked only where nothing else lets them in
        public static Optional<Look> of(Room room, User user, Predicate<UserId> invited) {
            var mayEnter = room.allows(user, Action.ENTER_AS_VIEWER) || invited.test(user.id());
            return mayEnter || room.isOfSchoolOf(user)
                    ? Optional.of(new Look(room, mayEnter))
                    : Optional.empty();
        }
    }

    /// @throws RoomNotFound if they may neither enter nor know that their school has it
    public Look look(RoomId id, User user) {
        return Look.of(rooms.get(id), user, person -> invited.isInvited(id, person))
                .orElseThrow(() -> new RoomNotFound(id));
    }

    /// Where somebody goes who wants in: with a pass into the meeting, or to where one waits for
    /// it.
    public String wayIn(RoomId id, User user) {
        var look = look(id, user);
        if (!look.mayEnter()) {
            throw new NotAllowed(id, user.id(), Action.ENTER_AS_VIEWER.name());
        }
        var room = look.room();
        var opening = room.opening();
        if (opening == null || room.status() != Status.OPEN) {
            return portal.linkTo(id);
        }
        var moderator = room.allows(user, Action.ENTER_AS_MODERATOR);
        var inside = moderator ? "moderator" : "viewer";
        deeds.publishEvent(
                Deed.in(
                        id,
                        "JOIN",
                        user.id(),
                        room.roleOf(user),
                        inside + ", opening " + opening.id()));
        return portal.entryWith(
                passes.issue(
                        id,
                        opening.id(),
                        new Arrival(user.id().value(), user.name(), moderator, false, null)));
    }

    /// @param places how many people may be there; 0: as many as come
    public void meetingStarted(RoomId id, OpeningId opening, int places, Instant at) {
        told(id, room -> room.meetingStarted(opening, places, at));
    }

    public void meetingStartFailed(
            RoomId id, OpeningId opening, StartFailure.Reason reason, Instant at) {
        told(id, room -> room.meetingStartFailed(opening, reason, at));
    }

    public void meetingEnded(RoomId id, OpeningId opening, Instant at) {
        told(id, room -> room.meetingEnded(opening, at));
    }

    public void meetingLost(RoomId id, OpeningId opening, Instant at) {
        told(id, room -> room.meetingLost(opening, at));
    }

    public void attended(RoomId id, OpeningId opening, long heard, int people, int moderators) {
        told(id, room -> room.attended(opening, heard, people, moderators));
    }

    public void moderated(RoomId id, OpeningId opening, long heard, int moderators) {
        told(id, room -> room.moderated(opening, heard, moderators));
    }

    /// A room that was deleted meanwhile hears nothing more.
    private void told(RoomId id, Consumer<Room> what) {
        rooms.findById(id)
                .ifPresent(room -> {
                    what.accept(room);
                    rooms.save(room);
                });
    }
}
