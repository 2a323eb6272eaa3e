package webconference.room.access;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import webconference.room.Action;
import webconference.room.Contended;
import webconference.room.Deed;
import webconference.room.EnoughForToday;
import webconference.room.EnoughForToday.Counted;
import webconference.room.Invited;
import webconference.room.Portal;
import webconference.room.Room;
import webconference.room.RoomChanged;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.access.AccessRequested.Correspondent;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// Where people ask to be let into a room, and where those who invite there answer.
@Service
@Contended
public class AccessDesk {

    private static final int MOST_ROOMS = 10;

    private final AccessRequests requests;
    private final Rooms rooms;
    private final Invited invited;
    private final Directory directory;
    private final Portal portal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccessDesk(
            AccessRequests requests,
            Rooms rooms,
            Invited invited,
            Directory directory,
            Portal portal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.rooms = rooms;
        this.invited = invited;
        this.directory = directory;
        this.portal = portal;
        this.events = events;
        this.clock = clock;
    }

    /// Asks to be let in; the same room once a day, however often it is said. Nobody learns from it
    /// whether there is such a room: it is answered, and counts, like one.
    ///
    /// @param language what the owner is written in: `fr` or `en`
    /// @throws EnoughForToday if it is one room too many for a day
    public void ask(RoomId id, String language, User by) {
        var now = clock.instant();
        var since = now.minus(EnoughForToday.DAY);
        var deed = Deed.in(id, "ASK_ACCESS", by.id(), null, "");
        requests.queue(by.id());
        require(id, requests.askedBy(by.id(), since), now, deed);
        var asked = rooms.findById(id);
        var isInvited = invited.isInvited(id, by.id());
        var room = asked.filter(r -> !isInvited && !r.allows(by, Action.ENTER_AS_VIEWER));
        var people = new HashSet<String>();
        people.add(by.id().value());
        room.ifPresent(r -> people.add(r.owner().value()));
        var known = directory.people(people).stream().collect(toMap(Person::id, p -> p));
        var request = new AccessRequest(UUID.randomUUID(), by.id(), now);
        var taken = requests.note(request, id, room.isPresent(), since);
        events.publishEvent(deed);
        if (taken) {
            room.ifPresent(r -> tell(r, request, language, by, known));
        }
    }

    private static void require(RoomId id, Map<RoomId, Instant> asked, Instant now, Deed deed) {
        if (!asked.containsKey(id) && asked.size() >= MOST_ROOMS) {
            throw new EnoughForToday(
                    Counted.ACCESS_REQUESTS, deed, MOST_ROOMS, asked.values(), now);
        }
    }

    private void tell(
            Room room, AccessRequest request, String language, User by, Map<String, Person> known) {
        events.publishEvent(new AccessRequestsChanged(room.id()));
        var owner = known.get(room.owner().value());
        if (owner == null || owner.left()) {
            return; // nobody reads it; those who manage the room see the request
        }
        var asker = known.get(by.id().value());
        events.publishEvent(
                new AccessRequested(
                        room.id(),
                        request.id(),
                        1,
                        request.at(),
                        room.settings().name(),
                        portal.pageOf(room.id()),
                        language,
                        new Correspondent(
                                by.id().value(), by.name(), asker == null ? null : asker.email()),
                        new Correspondent(owner.id(), owner.name(), owner.email())));
    }

    /// Who waits to be let in, the oldest first; a hundred at most.
    public List<AccessRequest> waitingFor(RoomId id, User by) {
        rooms.get(id).require(by, Action.INVITE);
        return requests.waitingFor(id);
    }

    /// Lets somebody in from now on, like somebody invited: to enter, and nothing more.
    ///
    /// @throws AccessRequestNotFound if it was answered already
    public void grant(RoomId id, UUID request, User by) {
        var person = answer(id, request, "GRANT_ACCESS", by);
        invited.add(id, person);
        events.publishEvent(new RoomChanged(id)); // whoever stands at the door
    }

    /// @throws AccessRequestNotFound if it was answered already
    public void refuse(RoomId id, UUID request, User by) {
        answer(id, request, "REFUSE_ACCESS", by);
    }

    private UserId answer(RoomId id, UUID request, String what, User by) {
        var as = rooms.get(id).require(by, Action.INVITE);
        var person =
                requests.answer(request, id).orElseThrow(() -> new AccessRequestNotFound(request));
        events.publishEvent(Deed.in(id, what, by.id(), as, "{0}").to(List.of(person)));
        events.publishEvent(new AccessRequestsChanged(id));
        return person;
    }
}
