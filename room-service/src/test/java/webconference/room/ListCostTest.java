package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;

/// What a look at the list costs must not grow with the rooms in it.
@WholeService
class ListCostTest {

    @Autowired @Lazy Api api;
    @Autowired EntityManagerFactory factory;
    @Autowired JdbcClient jdbc;

    @Test
    void D26_one_room_or_fifty_the_list_costs_the_same_statements() {
        var group = "group-" + UUID.randomUUID();
        var someone =
                new Someone(
                        "many-" + UUID.randomUUID(),
                        "Many",
                        "TEACHER",
                        "0750001A",
                        List.of(group),
                        List.of());
        openedRoom(someone, group);
        awaitOneStatement(someone, 1);
        for (var i = 1; i < 50; i++) {
            openedRoom(someone, group);
        }
        awaitOneStatement(someone, 50);
    }

    /// The last changes may still be on their way to the screens, with statements of their own.
    private void awaitOneStatement(Someone someone, int rooms) {
        await().untilAsserted(() -> assertThat(statementsOf(someone, rooms)).isEqualTo(1));
    }

    /// Hibernate's statements; names come with one more, by an array of ids.
    private long statementsOf(Someone someone, int rooms) {
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        assertThat(api.get(someone, "/api/v1/rooms").json().path("rooms")).hasSize(rooms);
        return statistics.getPrepareStatementCount();
    }

    private void openedRoom(Someone someone, String group) {
        var room = api.room(someone, "Room");
        api.put(
                someone,
                "/api/v1/rooms/" + room + "/shares",
                "{\"shares\":[{\"kind\":\"GROUP\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]}"
                        .formatted(group));
        api.put(someone, "/api/v1/rooms/" + room + "/opening", null);
    }

    @Test
    @Transactional
    void the_list_is_found_by_its_indexes() {
        jdbc.sql("set local enable_seqscan = off").update();
        var plan =
                String.join(
                        "\n",
                        jdbc.sql(
                                        """
                                        explain select id from rooms where id in (
                                            select id from rooms where owner = 'x'
                                            union
                                            select room from shares
                                            where kind = 'PERSON' and subject = 'x'
                                            union
                                            select room from shares
                                            where kind = 'GROUP' and subject in ('a', 'b'))
                                        """)
                                .query(String.class)
                                .list());
        assertThat(plan).contains("Index Cond").doesNotContain("Seq Scan");
    }
}
