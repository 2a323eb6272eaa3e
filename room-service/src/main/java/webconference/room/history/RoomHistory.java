package webconference.room.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import webconference.room.Action;
import webconference.room.Contended;
import webconference.room.OpeningId;
import webconference.room.Room;
import webconference.room.RoomEvent.CloseReason;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.StreamNews;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.history.OpeningRecord.Intervention;

/// What was in a room before: read by those who manage it, written by what is told.
@Service
@Contended
public class RoomHistory {

    private static final int PAGE = 20;

    private final JdbcClient jdbc;
    private final Runs runs;
    private final Rooms rooms;
    private final Clock clock;

    RoomHistory(JdbcClient jdbc, Runs runs, Rooms rooms, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.rooms = rooms;
        this.clock = clock;
    }

    /// Some openings of a room, the latest first.
    ///
    /// @param more whether there are earlier ones
    public record Page(List<OpeningRecord> openings, boolean more) {}

    /// @param before the page goes on from this moment, towards the past; null: from the latest
    public Page of(RoomId room, @Nullable Instant before, User by) {
        rooms.get(room).require(by, Action.SEE_HISTORY);
        var found =
                jdbc.sql(
                                """
                                select * from openings
                                where room = :room and requested_at < :before
                                order by requested_at desc limit :most
                                """)
                        .param("room", room.value())
                        .param("before", utc(before))
                        .param("most", PAGE + 1)
                        .query(RoomHistory::opening)
                        .list();
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page(withMore(shown), found.size() > PAGE);
    }

    private static OffsetDateTime utc(@Nullable Instant before) {
        return before == null
                ? OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                : before.atOffset(ZoneOffset.UTC);
    }

    private List<OpeningRecord> withMore(List<OpeningRecord> openings) {
        var ids = openings.stream().map(OpeningRecord::id).toList();
        var now = clock.instant();
        var streams =
                runs.findByOpeningInOrderByRequestedAt(ids).stream()
                        .collect(groupingBy(Run::opening, mapping(r -> r.asOf(now), toList())));
        var interventions = interventionsIn(ids);
        return openings.stream()
                .map(o ->
                        new OpeningRecord(
                                o.id(),
                                o.by(),
                                o.requestedAt(),
                                o.openedAt(),
                                o.endedAt(),
                                o.closeReason(),
                                o.closedBy(),
                                o.mostPeople(),
                                streams.getOrDefault(o.id(), List.of()),
                                interventions.getOrDefault(o.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Intervention>> interventionsIn(List<UUID> openings) {
        record Of(UUID opening, Intervention intervention) {}
        return jdbc
                .sql(
                        "select * from interventions where opening = any (cast(? as uuid[])) order by at")
                .param(openings.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) ->
                        new Of(
                                row.getObject("opening", UUID.class),
                                new Intervention(
                                        row.getString("what"),
                                        new UserId(row.getString("by")),
                                        instant(row, "at"),
                                        row.getString("reason"))))
                .list()
                .stream()
                .collect(groupingBy(Of::opening, mapping(Of::intervention, toList())));
    }

    /// Takes in what a stream does. One of an opening that is gone has no history.
    public void told(OpeningId opening, UUID run, long revision, Instant at, StreamNews news) {
        var known = runs.findById(run);
        if (known.isEmpty() && !exists(opening)) {
            return;
        }
        var heard = known.orElseGet(() -> new Run(run, opening, at));
        heard.told(revision, at, news);
        runs.save(heard);
    }

    private boolean exists(OpeningId opening) {
        return jdbc.sql("select exists (select from openings where id = ?)")
                .param(opening.value())
                .query(Boolean.class)
                .single();
    }

    /// Notes that what ran in a room was ended from outside, and why.
    public void intervened(Room room, String what, User by, String reason) {
        var opening = room.opening();
        if (opening != null) {
            jdbc.sql(
                            "insert into interventions (id, opening, what, by, at, reason) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            UUID.randomUUID(),
                            opening.id().value(),
                            what,
                            by.id().value(),
                            clock.instant().atOffset(ZoneOffset.UTC),
                            reason)
                    .update();
        }
    }

    private static OpeningRecord opening(ResultSet row, int number) throws SQLException {
        var reason = row.getString("close_reason");
        var closedBy = row.getString("closed_by");
        return new OpeningRecord(
                row.getObject("id", UUID.class),
                new UserId(row.getString("opener")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instantOrNull(row, "opened_at"),
                instantOrNull(row, "ended_at"),
                reason == null ? null : CloseReason.valueOf(reason),
                closedBy == null ? null : new UserId(closedBy),
                row.getInt("most_people"),
                List.of(),
                List.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
