package webconference.room.doorstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.room.RoomChanged;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.WholeService;
import webconference.room.WholeService.Api;

/// Several instances that count together, on a real database.
@WholeService
class DoorstepsTest {

    @Autowired @Lazy Api api;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private final List<RoomId> told = new ArrayList<>();
    private RoomId room = new RoomId(new UUID(0, 0));
    private Doorsteps one = anInstance();
    private Doorsteps other = anInstance();

    @BeforeEach
    void two_instances_and_a_room() {
        one = anInstance();
        other = anInstance();
        room = new RoomId(UUID.fromString(api.room(ADA, "Physique")));
    }

    @AfterEach
    void both_are_gone() {
        jdbc.sql(
                        "delete from doorkeepers where id in (select keeper from doorsteps where room = ?)")
                .param(room.value())
                .update();
    }

    private Doorsteps anInstance() {
        return new Doorsteps(
                jdbc,
                transaction,
                event -> {
                    if (event instanceof RoomChanged change && change.room().equals(room)) {
                        told.add(room);
                    }
                });
    }

    @Test
    void S32_who_is_seen_by_several_instances_counts_once() {
        one.count(at(room, "zoe", "tom"));
        assertThat(waiting()).isEqualTo(2);
        fiveSecondsPass();
        other.count(at(room, "tom", "max"));
        assertThat(waiting()).isEqualTo(3);
        fiveSecondsPass();
        one.count(Map.of());
        assertThat(waiting()).isEqualTo(2);
    }

    @Test
    void S32_a_rooms_screens_are_told_at_most_once_in_five_seconds_and_in_the_end_what_is_true() {
        one.count(at(room, "zoe"));
        other.count(at(room, "tom"));
        one.count(at(room, "zoe", "max"));
        assertThat(waiting()).isEqualTo(1);
        assertThat(told).containsExactly(room);
        fiveSecondsPass();
        other.count(at(room, "tom"));
        assertThat(waiting()).isEqualTo(3);
        assertThat(told).containsExactly(room, room);
        fiveSecondsPass();
        one.count(at(room, "zoe", "max"));
        assertThat(told).containsExactly(room, room);
    }

    @Test
    void S32_an_instance_that_is_not_heard_from_does_not_count_and_its_rooms_are_told() {
        one.count(at(room, "zoe"));
        fiveSecondsPass();
        other.count(at(room, "tom"));
        silence("zoe");
        fiveSecondsPass();
        other.count(at(room, "tom"));
        await().until(() -> waiting() == 1); // whichever instance noticed it
        one.count(at(room, "zoe")); // was only slow
        fiveSecondsPass();
        one.count(at(room, "zoe"));
        assertThat(waiting()).isEqualTo(2);
    }

    @Test
    void S32_a_new_instance_puts_right_what_the_last_one_left() {
        one.count(at(room, "zoe"));
        silence("zoe");
        jdbc.sql("delete from doorkeepers where heard_at < now() - interval '1 hour'").update();
        fiveSecondsPass();
        anInstance().count(Map.of());
        await().until(() -> waiting() == 0);
    }

    @Test
    void S32_nothing_is_written_for_who_goes_on_waiting() {
        one.count(at(room, "zoe", "tom", "max"));
        var before = writtenBy();
        one.count(at(room, "max", "tom", "zoe"));
        assertThat(writtenBy()).isEqualTo(before);
    }

    /// The transactions that last wrote the room and who waits there.
    private List<String> writtenBy() {
        return jdbc.sql(
                        """
                        select cast(r.xmin as text) || ' ' || cast(d.xmin as text) as wrote
                        from rooms r join doorsteps d on d.room = r.id where r.id = ?
                        """)
                .param(room.value())
                .query((row, _) -> row.getString("wrote"))
                .list();
    }

    @Test
    void a_mark_tells_of_nobody_who_waits_at_two_doors() {
        var elsewhere = new RoomId(UUID.randomUUID());
        var zoe = new UserId("zoe");
        assertThat(Mark.of(room, zoe)).isEqualTo(Mark.of(room, zoe));
        assertThat(Mark.of(room, zoe)).isNotEqualTo(Mark.of(elsewhere, zoe));
    }

    private static Map<RoomId, Set<UserId>> at(RoomId room, String... people) {
        var waiting = new HashSet<UserId>();
        for (var person : people) {
            waiting.add(new UserId(person));
        }
        return Map.of(room, waiting);
    }

    /// The instance that sees this person was last heard from two hours ago.
    private void silence(String person) {
        jdbc.sql(
                        """
                        update doorkeepers set heard_at = now() - interval '2 hours'
                        where id in (select keeper from doorsteps where room = ? and ? = any (marks))
                        """)
                .params(room.value(), Mark.of(room, new UserId(person)).value())
                .update();
    }

    /// For this room, as far as telling goes.
    private void fiveSecondsPass() {
        jdbc.sql(
                        """
                        update rooms set waiting_told_at = waiting_told_at - interval '5 seconds'
                        where id = ?
                        """)
                .param(room.value())
                .update();
    }

    private int waiting() {
        return api.seen(ADA, room.toString()).path("waiting").asInt();
    }
}
