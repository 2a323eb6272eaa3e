package webconference.eventing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// All lamps. The row of a lamp counts its events and is locked by whoever lights it.
@Component
class Lamps {

    record LampLit(UUID lamp, long revision, Instant at, String note) {}

    record LampBroken(UUID lamp, long revision, String note) {}

    record LampPainted(UUID lamp, long revision) {}

    record Heard(UUID lamp, long revision, String what) {}

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final String topic;

    Lamps(JdbcClient jdbc, Outbox outbox, @Value("${eventing.topics}") String topic) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.topic = topic;
    }

    @Transactional
    public List<UUID> hang(int count) {
        var lamps = IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
        lamps.forEach(lamp -> jdbc.sql("insert into lamp (id) values (?)").param(lamp).update());
        return lamps;
    }

    public UUID hang() {
        return hang(1).getFirst();
    }

    @Transactional
    public void light(UUID lamp, String note) {
        var revision = nextRevision(lamp);
        put(lamp, revision, new LampLit(lamp, revision, Instant.now(), note));
    }

    /// Holds its transaction open after the event is stored.
    @Transactional
    public void lightAndCommitLate(UUID lamp, int milliseconds) {
        light(lamp, "late");
        jdbc.sql("select pg_sleep(?)").param(milliseconds / 1000.0).query().singleRow();
    }

    @Transactional
    public void lightAndChangeItsMind(UUID lamp) {
        light(lamp, "never");
        throw new IllegalStateException("changed its mind");
    }

    @Transactional
    public void breakDown(UUID lamp, String note) {
        var revision = nextRevision(lamp);
        put(lamp, revision, new LampBroken(lamp, revision, note));
    }

    @Transactional
    public void paint(UUID lamp) {
        var revision = nextRevision(lamp);
        put(lamp, revision, new LampPainted(lamp, revision));
    }

    @Transactional
    public void tellAgain(UUID lamp, long revision) {
        put(lamp, revision, new LampLit(lamp, revision, Instant.now(), "again"));
    }

    Map<UUID, Long> revisions() {
        var revisions = new TreeMap<UUID, Long>();
        jdbc.sql("select id, revision from lamp")
                .query(row -> {
                    revisions.put(row.getObject("id", UUID.class), row.getLong("revision"));
                });
        return revisions;
    }

    List<Heard> heardOf(UUID lamp) {
        return jdbc.sql("select lamp, revision, what from heard where lamp = ? order by seq")
                .param(lamp)
                .query((row, _) ->
                        new Heard(
                                row.getObject("lamp", UUID.class),
                                row.getLong("revision"),
                                row.getString("what")))
                .list();
    }

    long waiting() {
        return jdbc.sql("select count(*) from outbox where dead_at is null")
                .query(Long.class)
                .single();
    }

    private long nextRevision(UUID lamp) {
        return jdbc.sql("update lamp set revision = revision + 1 where id = ? returning revision")
                .param(lamp)
                .query(Long.class)
                .single();
    }

    private void put(UUID lamp, long revision, Object data) {
        outbox.put(new OutgoingEvent(topic, lamp, lamp, revision, Instant.now(), data));
    }
}
