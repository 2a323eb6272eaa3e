package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.CHLOE;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;

/// What a look at the list costs must grow neither with the rooms in it nor with those that exist.
@WholeService
class ListCostTest {

    /// Who asks; rooms with their openings; shares; the names of people, groups and schools; rules.
    private static final int MOST = 8;

    @Autowired @Lazy Api api;
    @Autowired Statements statements;
    @Autowired JdbcClient jdbc;
    @Autowired EntityManagerFactory entities;

    private final String group = "group-" + UUID.randomUUID();
    private final Someone someone =
            new Someone(
                    "many-" + UUID.randomUUID(),
                    "Many",
                    "TEACHER",
                    "0750001A",
                    List.of(group),
                    List.of());

    @Test
    void D26_one_room_or_fifty_or_five_hundred_the_list_costs_the_same_few_statements() {
        var room = openedRoom(someone);
        assertThat(fewestStatements(1)).hasSizeLessThanOrEqualTo(MOST);
        copies(room, 49, someone.id(), group);
        var forFifty = fewestStatements(50);
        copies(room, 450, someone.id(), group);
        var forFiveHundred = fewestStatements(500);
        assertThat(forFiveHundred).hasSameSizeAs(forFifty).hasSizeLessThanOrEqualTo(MOST);
    }

    /// The last changes may still be on their way to the screens, with statements of their own.
    private List<String> fewestStatements(int rooms) {
        return Stream.generate(() ->
                        statements.during(
                                () -> assertThat(list(someone)).isEqualTo(rooms), "outbox"))
                .limit(20)
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    @Test
    void D26_what_the_list_asks_of_the_database_is_worked_out_once() {
        list(someone);
        var before = remembered();
        for (var i = 0; i < 20; i++) {
            list(someone);
        }
        assertThat(remembered() - before)
                .as("each time what the query means, and its SQL")
                .isGreaterThanOrEqualTo(2 * 20);
    }

    private long remembered() {
        return entities.unwrap(SessionFactory.class).getStatistics().getQueryPlanCacheHitCount();
    }

    @Test
    void ten_thousand_rooms_of_others_are_not_looked_at() {
        var room = openedRoom(someone);
        var others = "others-" + UUID.randomUUID();
        copies(room, 10_000, others, others);
        try {
            jdbc.sql("analyze rooms").update();
            jdbc.sql("analyze shares").update();
            assertThat(list(someone)).isEqualTo(1);
            for (var table : List.of("rooms", "shares", "openings")) {
                var before = readInSequence(table);
                for (var i = 0; i < 20; i++) { // past the point where plans are kept
                    list(someone);
                }
                // What a connection has read is known to others a moment later.
                await().pollDelay(Duration.ofMillis(1_500))
                        .untilAsserted(() ->
                                assertThat(readInSequence(table) - before)
                                        .as(table)
                                        .isLessThan(10_000));
            }
        } finally {
            jdbc.sql("delete from rooms where owner = ?").param(others).update();
        }
    }

    @Test
    void P30_whatever_is_deleted_is_so_without_a_walk_through_what_refers_to_it() {
        assertThat(
                        jdbc.sql(
                                        """
                                        select conrelid::regclass || ': ' || pg_get_constraintdef(c.oid)
                                        from pg_constraint c
                                        where contype = 'f' and not exists (
                                            select from pg_index i
                                            where indrelid = conrelid and indpred is null
                                                and conkey @> (indkey::int2[])[0:cardinality(conkey) - 1])
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    /// Rows that somebody read by going through the table from its beginning.
    private long readInSequence(String table) {
        return jdbc.sql("select seq_tup_read from pg_stat_user_tables where relname = ?")
                .param(table)
                .query(Long.class)
                .single();
    }

    @Test
    void P2_a_room_of_somebody_else_costs_the_same_statements_as_one_that_does_not_exist() {
        var room = openedRoom(someone);
        api.get(CHLOE, "/api/v1/me");
        for (var path : List.of("", "/shares", "/invitations")) {
            assertCostsTheSame("GET", room, path);
        }
        for (var path : List.of("/opening", "/stream")) {
            assertCostsTheSame("DELETE", room, path);
        }
    }

    /// Now and then the service sends something on its own account meanwhile.
    private void assertCostsTheSame(String method, String room, String path) {
        await().untilAsserted(() -> {
            var ofNobody = asked(CHLOE, method, UUID.randomUUID() + path);
            assertThat(asked(CHLOE, method, room + path)).as(path).isEqualTo(ofNobody);
        });
    }

    private record Asked(int status, String body, List<String> sent) {}

    private Asked asked(Someone by, String method, String path) {
        var answers = new ArrayList<WholeService.Answer>();
        var sent =
                statements.during(
                        () -> answers.add(api.call(by, method, "/api/v1/rooms/" + path, null)),
                        "outbox",
                        "doorkeepers");
        var body = answers.getFirst().response().body().replaceAll("\"code\":\"[0-9a-f]*\"", "");
        return new Asked(answers.getFirst().status(), body.replaceAll("[0-9a-f-]{36}", "id"), sent);
    }

    private int list(Someone by) {
        return api.get(by, "/api/v1/rooms").json().path("rooms").size();
    }

    private String openedRoom(Someone by) {
        var room = api.room(by, "Room");
        api.put(
                by,
                "/api/v1/rooms/" + room + "/shares",
                "{\"shares\":[{\"kind\":\"GROUP\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]}"
                        .formatted(group));
        api.put(by, "/api/v1/rooms/" + room + "/opening", null);
        return room;
    }

    /// More rooms like this one, closed, whatever columns rooms have.
    private void copies(String room, int times, String owner, String lentTo) {
        jdbc.sql(
                        """
                        with made as (
                            insert into rooms
                            select (jsonb_populate_record(r, jsonb_build_object(
                                'id', gen_random_uuid(), 'owner', :owner, 'opening', null,
                                'status', 'CLOSED'))).*
                            from rooms r, generate_series(1, :times) where r.id = cast(:room as uuid)
                            returning id)
                        insert into shares (room, kind, subject, role)
                        select id, 'GROUP', :lentTo, 'MODERATOR' from made
                        """)
                .param("owner", owner)
                .param("times", times)
                .param("room", room)
                .param("lentTo", lentTo)
                .update();
    }
}
