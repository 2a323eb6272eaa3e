package webconference.room.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import webconference.room.Role;
import webconference.room.Share;
import webconference.room.User;
import webconference.room.UserId;

/// The directory of a whole region, 200,000 people in 20,000 groups, as `infra/bench` fills it:
/// what a search costs is what it finds, and no statement of ours walks through all people.
class DirectoryAtSizeTest {

    private static final Path REGION = Path.of("../infra/bench/rooms.sql");
    private static final User TEACHER =
            new User(
                    new UserId("bench-p1600"),
                    "Teacher",
                    Set.of(),
                    Set.of("bench-3"),
                    true,
                    true,
                    false,
                    Set.of());
    private static final User ADMIN =
            new User(new UserId("sam"), "Sam", Set.of(), Set.of(), true, true, true, Set.of());

    private static EmbeddedPostgres postgres;
    private static SingleConnectionDataSource connection;
    private static JdbcClient jdbc;
    private static Directory directory;
    private static Favourites favourites;

    @BeforeAll
    static void a_whole_region() throws IOException, SQLException {
        postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
        DataSource database = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/eventing")
                .placeholders(Map.of("service", "postgres"))
                .load()
                .migrate();
        connection = new SingleConnectionDataSource(database.getConnection(), true);
        jdbc = JdbcClient.create(connection);
        jdbc.sql("set bench.rooms = 1000").update();
        try (var statement = connection.getConnection().createStatement()) {
            statement.execute(Files.readString(REGION));
        }
        var properties = DirectoryFixtures.properties(true);
        var sight = new Sight(jdbc, properties);
        favourites = new Favourites(jdbc, sight, Clock.systemUTC());
        var signIns = new SignInRecords(jdbc, new GroupFigures(jdbc), _ -> {});
        directory = new Directory(jdbc, sight, signIns, favourites, properties, Clock.systemUTC());
    }

    @AfterAll
    static void no_more() throws IOException {
        connection.destroy();
        postgres.close();
    }

    @Test
    void the_region_is_as_large_as_it_says() {
        assertThat(count("people")).isEqualTo(200_000);
        assertThat(count("groups")).isEqualTo(20_000);
    }

    private static int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ma", "martin", "mart mari", "classe 3", "xyz"})
    void O14_a_search_looks_at_what_it_finds_and_walks_through_nothing(String typed) {
        assertThat(walkedThrough(() -> directory.search(typed, TEACHER, 20))).isEmpty();
    }

    @Test
    void O14_neither_does_one_in_all_schools() {
        assertThat(walkedThrough(() -> directory.search("martin", ADMIN, 20))).isEmpty();
    }

    @Test
    void O29_neither_does_what_the_dialogs_ask() {
        var people = new ArrayList<String>();
        for (var i = 1500; i < 1700; i++) {
            people.add("bench-p" + i);
        }
        var groups = List.of("bench-g3-1", "bench-g3-2");
        var shares =
                List.of(
                        new Share(Share.Kind.PERSON, "bench-p1608", Role.MANAGER),
                        new Share(Share.Kind.GROUP, "bench-g3-1", Role.MODERATOR));
        assertThat(
                        walkedThrough(() -> {
                            directory.standing(TEACHER.id());
                            directory.people(people);
                            directory.names(people);
                            directory.groups(groups);
                            directory.everybodyIn(people, groups);
                            directory.memberships(people, groups);
                            directory.crowd(shares, TEACHER.id());
                            directory.strangers(TEACHER, shares);
                            directory.departed(TEACHER, Set.copyOf(people));
                            favourites.create(
                                    new FavouriteDraft(
                                            "Élèves", Set.of("bench-p1601"), Set.of("bench-g3-1")),
                                    TEACHER);
                            favourites.of(TEACHER);
                        }))
                .isEmpty();
    }

    @Test
    void O14_a_sign_in_that_changes_a_group_walks_through_nothing() {
        var person =
                new Person(
                        "bench-p1604",
                        "Chloé Neuve",
                        null,
                        "PUPIL",
                        List.of("bench-3"),
                        "Lycée du Banc 3");
        assertThat(walkedThrough(() -> directory.learn(person, Map.of("bench-g3-5", "Classe 5A"))))
                .isEmpty();
    }

    /// The large tables that PostgreSQL read from one end to the other meanwhile; it is asked
    /// itself, so that the statements are those that really run.
    private static List<String> walkedThrough(Runnable what) {
        var before = walks();
        what.run();
        var after = walks();
        return after.stream().filter(table -> !before.contains(table)).toList();
    }

    private static List<String> walks() {
        jdbc.sql("select pg_stat_force_next_flush()").query().listOfRows();
        jdbc.sql("select pg_stat_clear_snapshot()").query().listOfRows();
        return jdbc.sql(
                        """
                        select relname || ' ' || seq_scan from pg_stat_user_tables
                        where relname in ('people', 'groups', 'members') order by relname
                        """)
                .query(Rows::text)
                .list();
    }
}
