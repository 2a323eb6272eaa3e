package webconference.room.access;

import static java.util.stream.Collectors.toMap;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import webconference.room.RoomId;
import webconference.room.UserId;

/// All requests to be let in: one for each person and room, the latest.
@Component
class AccessRequests {

    private static final int MOST_SHOWN = 100;

    private final JdbcClient jdbc;

    AccessRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Who asks from two tabs at once waits for oneself, until the transaction ends: there may be
    /// no row to lock yet.
    void queue(UserId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("access requests of " + person)
                .query()
                .singleRow();
    }

    /// The rooms that somebody has asked for since, and when.
    Map<RoomId, Instant> askedBy(UserId person, Instant since) {
        return jdbc
                .sql("select room, at from access_requests where person = ? and at > ?")
                .params(person.value(), Timestamp.from(since))
                .query((row, _) ->
                        Map.entry(
                                new RoomId(row.getObject("room", UUID.class)),
                                row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Takes note of a request, unless the same one was made since.
    ///
    /// @param waiting whether somebody is to answer it
    /// @return whether it was taken
    boolean note(AccessRequest request, RoomId room, boolean waiting, Instant since) {
        return jdbc.sql(
                                """
                                insert into access_requests as r (id, room, person, at, waiting)
                                values (:id, :room, :person, :at, :waiting)
                                on conflict (room, person) do update
                                set id = excluded.id, at = excluded.at, waiting = excluded.waiting
                                where r.at <= :since
                                """)
                        .param("id", request.id())
                        .param("room", room.value())
                        .param("person", request.person().value())
                        .param("at", Timestamp.from(request.at()))
                        .param("waiting", waiting)
                        .param("since", Timestamp.from(since))
                        .update()
                == 1;
    }

    /// Those of a room that wait for an answer, the oldest first. Who was invited meanwhile has it.
    List<AccessRequest> waitingFor(RoomId room) {
        return jdbc.sql(
                        """
                        select r.id, r.person, r.at from access_requests r
                        where r.room = :room and r.waiting and not exists (
                            select from invited i where i.room = r.room and i.person = r.person)
                        order by r.at limit :most
                        """)
                .param("room", room.value())
                .param("most", MOST_SHOWN)
                .query((row, _) ->
                        new AccessRequest(
                                row.getObject("id", UUID.class),
                                new UserId(row.getString("person")),
                                row.getTimestamp("at").toInstant()))
                .list();
    }

    /// Takes a request of that room as answered.
    ///
    /// @return whose it was; empty: it does not wait for an answer
    Optional<UserId> answer(UUID id, RoomId room) {
        return jdbc.sql(
                        """
                        update access_requests set waiting = false
                        where id = ? and room = ? and waiting returning person
                        """)
                .params(id, room.value())
                .query((row, _) -> new UserId(row.getString("person")))
                .optional();
    }
}
