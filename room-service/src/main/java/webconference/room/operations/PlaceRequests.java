package webconference.room.operations;

import static java.util.stream.Collectors.toMap;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import webconference.room.Action;
import webconference.room.Contended;
import webconference.room.Deed;
import webconference.room.EnoughForToday;
import webconference.room.EnoughForToday.Counted;
import webconference.room.NotAllowed;
import webconference.room.Opening;
import webconference.room.Portal;
import webconference.room.Room;
import webconference.room.RoomConflict;
import webconference.room.RoomId;
import webconference.room.RoomNotFound;
import webconference.room.Rooms;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;
import webconference.room.operations.PlaceRequested.Correspondent;

/// Where who finds all places of an establishment taken writes to those who hold them, if they may
/// know who that is. The words are ours, and nobody reads an address here.
@Service
@Contended
public class PlaceRequests {

    private static final int MOST_ROOMS = 10;

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final Directory directory;
    private final Portal portal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PlaceRequests(
            JdbcClient jdbc,
            Rooms rooms,
            Directory directory,
            Portal portal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.directory = directory;
        this.portal = portal;
        this.events = events;
        this.clock = clock;
    }

    /// Asks whoever opened a room for its place; the same room once a day, however often it is
    /// said.
    ///
    /// @param wanted the room that is to be opened instead
    /// @param taken the open one
    /// @param language what the opener is written in: `fr` or `en`
    /// @throws NotAllowed if they may not know which rooms of the establishment are open
    /// @throws RoomNotFound if the establishment has no such room
    /// @throws RoomConflict if the room is not open any more
    /// @throws EnoughForToday if it is one room too many for a day
    public void ask(RoomId wanted, RoomId taken, String language, User by) {
        var room = rooms.get(wanted);
        var as = room.require(by, Action.OPEN);
        var school = room.settings().door().establishment();
        if (school == null || !CountedVacancies.maySee(room, school, by)) {
            throw new NotAllowed(wanted, by.id(), "ASK_PLACE");
        }
        var holder =
                rooms.findById(taken)
                        .filter(r -> school.equals(r.settings().door().establishment()))
                        .orElseThrow(() -> new RoomNotFound(taken));
        var opening = holder.opening();
        if (opening == null) {
            throw new RoomConflict(taken, RoomConflict.Why.ROOM_NOT_OPEN);
        }
        var deed =
                Deed.in(taken, "ASK_PLACE", by.id(), as, "for room " + wanted + ", of {0}")
                        .to(List.of(opening.by()));
        if (note(taken, deed, by.id())) {
            events.publishEvent(deed);
            tell(holder, opening, school, language, by);
        }
    }

    /// @return whether it was not asked for within a day
    private boolean note(RoomId taken, Deed deed, UserId by) {
        var now = clock.instant();
        var since = Timestamp.from(now.minus(EnoughForToday.DAY));
        queue(by);
        var asked =
                jdbc
                        .sql("select room, at from place_requests where person = ? and at > ?")
                        .params(by.value(), since)
                        .query((row, _) ->
                                Map.entry(
                                        row.getObject("room", UUID.class),
                                        row.getTimestamp("at").toInstant()))
                        .list()
                        .stream()
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (asked.containsKey(taken.value())) {
            return false;
        }
        if (asked.size() >= MOST_ROOMS) {
            throw new EnoughForToday(Counted.PLACE_REQUESTS, deed, MOST_ROOMS, asked.values(), now);
        }
        jdbc.sql(
                        """
                        insert into place_requests values (:room, :person, :now)
                        on conflict (room, person) do update set at = excluded.at
                        """)
                .param("room", taken.value())
                .param("person", by.value())
                .param("now", Timestamp.from(now))
                .update();
        return true;
    }

    /// Who asks from two tabs at once waits for oneself, until the transaction ends: there may be
    /// no row to lock yet.
    private void queue(UserId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("place requests of " + person)
                .query()
                .singleRow();
    }

    private void tell(Room holder, Opening opening, String school, String language, User by) {
        var opener = opening.by().value();
        var known =
                directory.people(Set.of(opener, by.id().value())).stream()
                        .collect(toMap(Person::id, p -> p));
        var reader = known.get(opener);
        if (reader == null || reader.left()) {
            return; // nobody reads it
        }
        var asker = known.get(by.id().value());
        events.publishEvent(
                new PlaceRequested(
                        holder.id(),
                        UUID.randomUUID(),
                        1,
                        clock.instant(),
                        holder.settings().name(),
                        directory.establishments(Set.of(school)).getOrDefault(school, school),
                        portal.pageOf(holder.id()),
                        language,
                        new Correspondent(
                                by.id().value(), by.name(), asker == null ? null : asker.email()),
                        new Correspondent(opener, reader.name(), reader.email())));
    }
}
