package webconference.room.privacy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import webconference.room.Contended;
import webconference.room.Deed;
import webconference.room.NotAllowed;
import webconference.room.RoomChanged;
import webconference.room.RoomDesk;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.UserId;

/// Takes all traces of a person away, here and by an event in the other services.
@Service
@Contended
public class Erasure {

    // Whatever is written to a room meanwhile on what it was before starts again.
    private static final String TOUCHED =
            """
            update rooms set version = version + 1, lock = lock + 1
            where owner <> :person and (run_by = :person or stream_wish_by = :person
                or shares_changed_by = :person
                or id in (select room from shares where kind = 'PERSON' and subject = :person)
                or id in (select room from openings where opener = :person or closed_by = :person))
            returning id
            """;

    private static final String REMEMBERED =
            """
            insert into erased_people (mark, erased_at)
            values (encode(sha256(convert_to(:person, 'UTF8')), 'hex'), :at)
            on conflict (mark) do update set erased_at = excluded.erased_at
            """;

    private final JdbcClient jdbc;
    private final RoomDesk desk;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Erasure(JdbcClient jdbc, RoomDesk desk, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.events = events;
        this.clock = clock;
    }

    /// Their rooms go with them, and what runs in those ends. In what others share, they were
    /// somebody whose traces are erased. The audit keeps its lines, without telling whose they are.
    ///
    /// @throws NotAllowed if that is not an administrator
    public void erase(UserId person, User by) {
        var deed = Deed.by(by, "ERASE_PERSON", null, "{0}").to(List.of(person));
        if (!by.admin()) {
            throw new NotAllowed(deed);
        }
        events.publishEvent(deed);
        ownRooms(person).forEach(room -> desk.delete(room, by));
        var touched = touched(person);
        for (var trace : Trace.ALL) {
            trace.erased().forEach(statement -> run(statement, person));
        }
        var at = clock.instant();
        jdbc.sql(REMEMBERED)
                .param("person", person.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new PersonErased(UUID.randomUUID(), 1, at, person));
        touched.forEach(room -> events.publishEvent(new RoomChanged(room)));
    }

    private List<RoomId> ownRooms(UserId person) {
        return jdbc.sql("select id from rooms where owner = ?")
                .param(person.value())
                .query((row, _) -> new RoomId(row.getObject("id", UUID.class)))
                .list();
    }

    private Set<RoomId> touched(UserId person) {
        var rooms = new TreeSet<RoomId>(java.util.Comparator.comparing(RoomId::value));
        jdbc.sql(TOUCHED)
                .param("person", person.value())
                .query((row, _) -> new RoomId(row.getObject("id", UUID.class)))
                .list()
                .forEach(rooms::add);
        return rooms;
    }

    private void run(String statement, UserId person) {
        var call = jdbc.sql(statement).param("person", person.value());
        if (statement.contains(":nobody")) {
            call = call.param("nobody", UserId.ERASED.value());
        }
        call.update();
    }
}
