package webconference.room.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import webconference.room.UserId;
import webconference.room.WholeService;
import webconference.room.directory.Reading.ToldGroup;
import webconference.room.directory.Reading.ToldMember;
import webconference.room.directory.Reading.ToldPerson;

/// What a reading of the whole directory does to our copy.
@WholeService
class DirectoryReaderTest {

    @Autowired Directory directory;
    @Autowired DirectoryReader reader;
    @Autowired JdbcClient jdbc;

    private final String only = UUID.randomUUID().toString().substring(0, 8);
    private final String ada = "ada-" + only;
    private final String bea = "bea-" + only;
    private final String team = "team-" + only;
    private final String school = "school-" + only;

    @BeforeEach
    @AfterEach
    void no_other_directory_has_told_anything() {
        jdbc.sql("update people set told_by = null, left_at = null").update();
        jdbc.sql("delete from directory_reads").update();
    }

    private ToldPerson person(String id, String name) {
        return new ToldPerson(id, null, name, id + "@x.example", "TEACHER", List.of(school));
    }

    private Consumer<Reading> aTeamOf(String... people) {
        return reading -> {
            reading.establishments(List.of(new Establishment(school, "École")));
            reading.groups(List.of(new ToldGroup(team, "Équipe")));
            for (var id : people) {
                reading.people(List.of(person(id, "Person " + id)));
                reading.members(List.of(new ToldMember(team, id)));
            }
        };
    }

    @Test
    void S45_people_are_there_before_their_first_sign_in() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        assertThat(directory.people(List.of(ada)))
                .containsExactly(
                        new Person(
                                ada,
                                "Person " + ada,
                                ada + "@x.example",
                                "TEACHER",
                                List.of(school),
                                "École"));
        assertThat(directory.groups(List.of(team)))
                .containsExactly(new Group(team, "Équipe", 2, 0, "École"));
    }

    @Test
    void what_is_as_it_was_is_not_written() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        var before = rows();
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        assertThat(rows()).isEqualTo(before);
        reader.read(
                Source.LDAP,
                reading -> {
                    aTeamOf(ada, bea).accept(reading);
                    reading.groups(List.of(new ToldGroup("new-" + only, "Neuve")));
                });
        assertThat(rows()).isEqualTo(before);
    }

    /// Which version of each row there is: PostgreSQL gives each writing another number.
    private List<String> rows() {
        return jdbc.sql(
                        """
                        select xmin || id from people where id like :only
                        union all select xmin || id from groups where id like :team
                        union all select xmin || person from members where group_id like :team
                        order by 1
                        """)
                .param("only", "%-" + only)
                .param("team", team)
                .query(Rows::text)
                .list();
    }

    @Test
    void D39_who_is_missing_has_left_and_is_in_no_group_that_counts() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        reader.read(Source.LDAP, aTeamOf(bea));
        assertThat(directory.people(List.of(ada))).allMatch(Person::left);
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups()).isEmpty();
        assertThat(directory.groups(List.of(team))).extracting(Group::size).containsExactly(1);
    }

    @Test
    void who_comes_back_is_there_again() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        reader.read(Source.LDAP, aTeamOf(bea));
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        assertThat(directory.people(List.of(ada))).noneMatch(Person::left);
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups())
                .containsExactly(team);
        assertThat(directory.groups(List.of(team))).extracting(Group::size).containsExactly(2);
    }

    @Test
    void F38_a_reading_that_breaks_off_changes_nothing_and_is_told() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        assertThat(age().stale()).isFalse();
        assertThatThrownBy(() ->
                        reader.read(
                                Source.LDAP,
                                reading -> {
                                    reading.people(List.of(person(bea, "Other")));
                                    throw new IllegalStateException("cut");
                                }))
                .hasMessage("cut");
        assertThat(directory.people(List.of(ada, bea)))
                .noneMatch(Person::left)
                .noneMatch(p -> p.name().equals("Other"));
        assertThat(age().stale()).isTrue();
        assertThat(age().asOf()).isNotNull();
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        assertThat(age().stale()).isFalse();
    }

    private CopyAge age() {
        var nobody = DirectoryFixtures.someone("nobody", school);
        return directory.search("zz", nobody, 5).age();
    }

    @Test
    void F38_an_exodus_is_taken_for_a_directory_in_trouble() {
        var people = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            people.add("p" + i + "-" + only);
        }
        reader.read(Source.LDAP, aTeamOf(people.toArray(String[]::new)));
        assertThatThrownBy(() -> reader.read(Source.LDAP, aTeamOf(people.getFirst())))
                .isInstanceOf(ReadingRefused.class)
                .hasMessageContaining("19 of 20");
        assertThat(directory.people(people)).noneMatch(Person::left);
    }

    @Test
    void F38_a_reader_that_was_overtaken_changes_nothing() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        assertThatThrownBy(() ->
                        reader.read(
                                Source.LDAP,
                                slow -> {
                                    aTeamOf(ada).accept(slow);
                                    reader.read(Source.LDAP, aTeamOf(ada, bea));
                                }))
                .isInstanceOf(ReadingRefused.class);
        assertThat(directory.people(List.of(bea))).noneMatch(Person::left);
        assertThat(age().stale()).isFalse();
    }

    @Test
    void P22_an_id_that_two_share_is_nobodys() {
        assertThatThrownBy(() ->
                        reader.read(
                                Source.LDAP,
                                reading ->
                                        reading.people(
                                                List.of(person(ada, "A"), person(ada, "B")))))
                .isInstanceOf(ReadingRefused.class);
        assertThatThrownBy(() ->
                        reader.read(
                                Source.LDAP,
                                reading ->
                                        reading.groups(
                                                List.of(
                                                        new ToldGroup(team, "3B"),
                                                        new ToldGroup(team, "3B")))))
                .isInstanceOf(ReadingRefused.class);
        assertThat(directory.people(List.of(ada))).isEmpty();
    }

    @Test
    void D39_the_directory_knows_better_than_a_sign_in() {
        reader.read(Source.LDAP, aTeamOf(ada, bea));
        signIn(ada, Map.of("forged-" + only, "Forged"));
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups())
                .containsExactly(team);
        reader.read(Source.LDAP, aTeamOf(bea));
        signIn(ada, Map.of(team, team));
        assertThat(directory.standing(new UserId(ada)).orElseThrow().left()).isTrue();
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups()).isEmpty();
    }

    @Test
    void a_sign_in_knows_better_than_a_file() {
        reader.read(Source.FILE, aTeamOf(ada, bea));
        directory.learn(
                new Person(ada, "Ada", null, "TEACHER", List.of(school), null),
                Map.of("own-" + only, "Own"),
                Instant.now());
        reader.read(Source.FILE, aTeamOf(ada, bea));
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups())
                .containsExactly("own-" + only);
        reader.read(Source.FILE, aTeamOf(bea));
        assertThat(directory.people(List.of(ada))).noneMatch(Person::left);
    }

    @Test
    void who_only_signs_in_is_never_missed_by_a_directory() {
        signIn(ada, Map.of("own-" + only, "Own"));
        reader.read(Source.LDAP, aTeamOf(bea));
        assertThat(directory.people(List.of(ada))).noneMatch(Person::left);
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups())
                .containsExactly("own-" + only);
    }

    private void signIn(String id, @Nullable Map<String, String> groups) {
        directory.learn(new Person(id, "Ada", null, "TEACHER", List.of(school), null), groups);
    }

    @Test
    void what_a_directory_has_no_more_is_gone_and_what_it_never_tells_stays() {
        reader.read(Source.LDAP, aTeamOf(ada));
        reader.read(
                Source.LDAP,
                reading ->
                        reading.people(List.of(new ToldPerson(ada, null, "Ada", "", null, null))));
        assertThat(directory.people(List.of(ada)))
                .containsExactly(new Person(ada, "Ada", null, "TEACHER", List.of(school), "École"));
    }

    @Test
    void members_are_found_by_another_name_than_their_id() {
        reader.read(
                Source.LDAP,
                reading -> {
                    reading.people(
                            List.of(
                                    new ToldPerson(
                                            ada, "uid=ada,ou=x", "Ada", null, null, List.of())));
                    reading.groups(List.of(new ToldGroup(team, "Équipe")));
                    reading.members(
                            List.of(
                                    new ToldMember(team, "uid=ada,ou=x"),
                                    new ToldMember(team, "uid=nobody,ou=x")));
                });
        assertThat(directory.standing(new UserId(ada)).orElseThrow().groups())
                .containsExactly(team);
    }
}
