package webconference.room.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static webconference.room.WholeService.ADA;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.EstablishmentRules;
import webconference.room.NoVacancy;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.WholeService;
import webconference.room.WholeService.Api;

@WholeService
class CountedVacanciesTest {

    private static final User BY =
            new User(new UserId("ada"), "Ada", Set.of(), Set.of(), true, true, false, Set.of());

    @Autowired @Lazy Api api;
    @Autowired JdbcClient jdbc;
    @Autowired EstablishmentRules rules;
    @Autowired Rooms rooms;

    @Test
    @Transactional
    void O8_a_platform_that_is_full_takes_no_more_and_names_nobody() {
        api.put(ADA, "/api/v1/rooms/" + api.room(ADA, "Physique") + "/opening", null);
        var next = rooms.get(new RoomId(UUID.fromString(api.room(ADA, "Chimie"))));
        assertThatThrownBy(() -> limitedTo(1).require(next, BY))
                .isInstanceOfSatisfying(
                        NoVacancy.class,
                        e -> {
                            assertThat(e.of()).isEqualTo(NoVacancy.Of.PLATFORM);
                            assertThat(e.limit()).isEqualTo(1);
                            assertThat(e.taken()).isNull();
                        });
        limitedTo(1_000_000).require(next, BY);
    }

    /// Where there is a limit, the open ones are counted by their own index, however many rooms
    /// are.
    @Test
    @Transactional
    void open_rooms_are_counted_by_their_index() {
        jdbc.sql("set local enable_seqscan = off").update();
        var plan =
                String.join(
                        "\n",
                        jdbc.sql(
                                        """
                                        explain select from rooms
                                        where status <> 'CLOSED' and establishment = 'x' limit 8
                                        """)
                                .query(String.class)
                                .list());
        assertThat(plan).contains("rooms_in_use");
    }

    private CountedVacancies limitedTo(int openRooms) {
        return new CountedVacancies(jdbc, rules, new CountedVacancies.Properties(openRooms));
    }
}
