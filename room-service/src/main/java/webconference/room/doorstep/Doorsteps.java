package webconference.room.doorstep;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.room.RoomChanged;
import webconference.room.RoomId;
import webconference.room.UserId;

/// Who waits before the doors. Each instance writes down whom it sees itself, and only when that
/// changes; the rooms hold how many they are together. Time is the database's, which all instances
/// share.
@Service
public class Doorsteps {

    private static final String HEARD = "heard_at >= now() - interval '15 seconds'";
    private static final String ABSENT =
            """
            with absent as (
                delete from doorkeepers where not (%s) returning id)
            select distinct room from doorsteps where keeper in (select id from absent)
            """
                    .formatted(HEARD);

    // In one order for all, so that no two instances wait for each other.
    private static final String COUNT =
            """
            select r.id, r.waiting, (
                    select count(distinct mark)
                    from doorsteps d join doorkeepers k on k.id = d.keeper
                        cross join unnest(d.marks) mark
                    where d.room = r.id and %s) as people,
                coalesce(r.waiting_told_at <= now() - interval '5 seconds', true) as due
            from rooms r where r.id = any (cast(? as uuid[]))
            order by r.id for no key update of r
            """
                    .formatted(HEARD);

    // Whatever is written to a room meanwhile on what it was before starts again.
    private static final String TELL =
            """
            update rooms set waiting = ?, waiting_told_at = now(),
                version = version + 1, lock = lock + 1
            where id = ?
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final UUID keeper = UUID.randomUUID();
    private Map<RoomId, Set<Mark>> written = Map.of();
    private Set<RoomId> untold = Set.of();
    private boolean started;

    Doorsteps(JdbcClient jdbc, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    /// Counts who waits, as this instance sees it now. To be called every few seconds, also when
    /// nobody waits: each instance that is there looks after those that are not any more.
    public synchronized void count(Map<RoomId, Set<UserId>> waiting) {
        var now = marks(waiting);
        untold = transaction.execute(_ -> counted(now));
        written = now;
        started = true;
    }

    private static Map<RoomId, Set<Mark>> marks(Map<RoomId, Set<UserId>> waiting) {
        return waiting.entrySet().stream()
                .collect(
                        toMap(
                                Map.Entry::getKey,
                                door ->
                                        door.getValue().stream()
                                                .map(person -> Mark.of(door.getKey(), person))
                                                .collect(toSet())));
    }

    /// @return the rooms whose screens are to be told later
    private Set<RoomId> counted(Map<RoomId, Set<Mark>> now) {
        var concerned = new HashSet<>(untold);
        if (!started) {
            concerned.addAll(rooms("select id as room from rooms where waiting > 0"));
        }
        concerned.addAll(rooms(ABSENT));
        concerned.addAll(write(now));
        return concerned.isEmpty() ? Set.of() : tell(concerned);
    }

    private List<RoomId> rooms(String query) {
        return jdbc.sql(query)
                .query((row, _) -> new RoomId(row.getObject("room", UUID.class)))
                .list();
    }

    /// @return the rooms where it is not what was written before
    private Set<RoomId> write(Map<RoomId, Set<Mark>> now) {
        if (now.isEmpty() && written.isEmpty()) {
            return Set.of();
        }
        var before = isKnown() ? written : Map.<RoomId, Set<Mark>>of();
        var changed = new HashMap<RoomId, Set<Mark>>();
        before.keySet().forEach(room -> changed.put(room, Set.of()));
        changed.putAll(now);
        changed.entrySet().removeIf(door -> door.getValue().equals(before.get(door.getKey())));
        changed.forEach(this::write);
        return changed.keySet();
    }

    /// Whether the others know this instance, and with it what it wrote.
    private boolean isKnown() {
        return jdbc.sql(
                        """
                        insert into doorkeepers values (?, now())
                        on conflict (id) do update set heard_at = now()
                        returning xmax <> 0
                        """)
                .param(keeper)
                .query(Boolean.class)
                .single();
    }

    private void write(RoomId room, Set<Mark> marks) {
        if (marks.isEmpty()) {
            jdbc.sql("delete from doorsteps where room = ? and keeper = ?")
                    .params(room.value(), keeper)
                    .update();
            return;
        }
        jdbc.sql(
                        """
                        insert into doorsteps values (?, ?, ?)
                        on conflict (room, keeper) do update set marks = excluded.marks
                        """)
                .param(room.value())
                .param(keeper)
                .param(marks.stream().map(Mark::value).toArray(Long[]::new))
                .update();
    }

    private record Count(RoomId room, int told, int people, boolean due) {}

    /// Tells the screens of the rooms where another number waits than was told. A room whose
    /// screens were told just now has to wait, whichever instance told them.
    private Set<RoomId> tell(Collection<RoomId> rooms) {
        var later = new HashSet<RoomId>();
        jdbc
                .sql(COUNT)
                .param(rooms.stream().map(RoomId::toString).toArray(String[]::new))
                .query((row, _) ->
                        new Count(
                                new RoomId(row.getObject("id", UUID.class)),
                                row.getInt("waiting"),
                                row.getInt("people"),
                                row.getBoolean("due")))
                .list()
                .stream()
                .filter(count -> count.people() != count.told())
                .forEach(count -> {
                    if (count.due()) {
                        jdbc.sql(TELL).params(count.people(), count.room().value()).update();
                        events.publishEvent(new RoomChanged(count.room()));
                    } else {
                        later.add(count.room());
                    }
                });
        return later;
    }
}
