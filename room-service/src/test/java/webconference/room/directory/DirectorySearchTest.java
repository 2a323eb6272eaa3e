package webconference.room.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static webconference.room.directory.DirectoryFixtures.properties;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import webconference.room.Crowd;
import webconference.room.Role;
import webconference.room.Share;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.WholeService;

/// Whom a search finds, and whom it never does: two schools with the same names in both.
@WholeService
class DirectorySearchTest {

    @Autowired Directory directory;
    @Autowired JdbcClient jdbc;
    @Autowired SignInRecords signIns;
    @Autowired Favourites favourites;

    private final String only = UUID.randomUUID().toString().substring(0, 8);
    private final String hugo = "hugo-" + only;
    private final String sand = "sand-" + only;
    private final String word = "Q" + only;
    private final User teacher = someone("teacher-" + only, hugo, false);

    @BeforeEach
    void the_same_names_in_two_schools() {
        for (var school : List.of(hugo, sand)) {
            var classId = "3b-" + school;
            learn("marie-" + school, "Marie Martin " + word, "PUPIL", school, classId);
            learn("paul-" + school, "Paul Martin " + word, "TEACHER", school, "team-" + school);
        }
    }

    private void learn(String id, String name, String profile, String school, String group) {
        directory.learn(
                new Person(id, name, null, profile, List.of(school), "École " + school),
                Map.of(group, "Groupe " + word));
    }

    private static User someone(String id, String school, boolean admin) {
        return new User(new UserId(id), id, Set.of(), Set.of(school), true, true, admin, Set.of());
    }

    @Test
    void O14_both_are_told_apart_by_their_schools() {
        var found = directory.search("martin " + word, teacher, 20).people();
        assertThat(found)
                .extracting(Person::id, Person::establishment)
                .containsExactly(
                        tuple("marie-" + hugo, "École " + hugo),
                        tuple("paul-" + hugo, "École " + hugo),
                        tuple("paul-" + sand, "École " + sand));
    }

    @Test
    void P22_pupils_and_groups_of_another_school_are_found_nowhere() {
        var found = directory.search(word, teacher, 50);
        assertThat(found.people()).extracting(Person::id).doesNotContain("marie-" + sand);
        assertThat(found.groups())
                .extracting(Group::id)
                .containsExactlyInAnyOrder("3b-" + hugo, "team-" + hugo);
        assertThat(directory.strangers(teacher, Set.of("marie-" + sand, "marie-" + hugo)))
                .containsExactly("marie-" + sand);
        assertThat(directory.strangeGroups(teacher, Set.of("3b-" + sand, "3b-" + hugo)))
                .containsExactly("3b-" + sand);
    }

    @Test
    void P22_where_schools_are_kept_apart_nobody_of_another_one_is_found() {
        var apart = new Sight(jdbc, properties(false));
        var directoryApart =
                new Directory(
                        jdbc, apart, signIns, favourites, properties(false), Clock.systemUTC());
        assertThat(directoryApart.search(word, teacher, 50).people())
                .extracting(Person::id)
                .containsExactlyInAnyOrder("marie-" + hugo, "paul-" + hugo);
        assertThat(directoryApart.strangers(teacher, Set.of("paul-" + sand)))
                .containsExactly("paul-" + sand);
    }

    @Test
    void D18_who_is_in_no_school_sees_no_pupil_and_no_group() {
        var nobody = new User(teacher.id(), "x", Set.of(), Set.of(), true, true, false, Set.of());
        var found = directory.search(word, nobody, 50);
        assertThat(found.people())
                .extracting(Person::id)
                .containsExactlyInAnyOrder("paul-" + hugo, "paul-" + sand);
        assertThat(found.groups()).isEmpty();
    }

    @Test
    void S48_ones_own_group_is_found_also_when_it_belongs_to_another_school() {
        var guest = someone("guest-" + only, hugo, false);
        learn(guest.id().value(), "Guest", "TEACHER", hugo, "3b-" + sand);
        assertThat(directory.search(word, guest, 50).groups())
                .extracting(Group::id)
                .contains("3b-" + sand);
    }

    @Test
    void O14_more_than_were_asked_for_are_said_to_be_there() {
        var five = directory.search(word, teacher, 2);
        assertThat(five.people()).hasSize(2);
        assertThat(five.more()).isTrue();
        assertThat(directory.search(word, teacher, 20).more()).isFalse();
    }

    @Test
    void O14_who_looks_after_the_platform_types_three_letters() {
        var admin = someone("admin-" + only, hugo, true);
        assertThat(directory.search(word.substring(0, 2), admin, 50).people()).isEmpty();
        assertThat(directory.search(word, admin, 50).people()).hasSize(4);
    }

    @Test
    void O14_who_left_comes_last_and_cannot_be_chosen() {
        jdbc.sql("update people set left_at = now() where id = ?").param("marie-" + hugo).update();
        var found = directory.search(word, teacher, 50).people();
        assertThat(found.getLast().id()).isEqualTo("marie-" + hugo);
        assertThat(found.getLast().left()).isTrue();
        assertThat(directory.strangers(teacher, Set.of("marie-" + hugo))).isNotEmpty();
        assertThat(directory.everybodyIn(List.of("marie-" + hugo), List.of("3b-" + hugo)))
                .isEmpty();
        assertThat(
                        directory.crowd(
                                List.of(new Share(Share.Kind.GROUP, "3b-" + hugo, Role.MANAGER)),
                                new UserId("marie-" + hugo)))
                .isEqualTo(new Crowd(0, 0));
    }

    @Test
    void S48_a_group_follows_its_members() {
        var classId = "3b-" + hugo;
        assertThat(group(classId)).isEqualTo(group(classId, 1, 1, "École " + hugo));
        learn("new-" + only, "New", "TEACHER", sand, classId);
        assertThat(group(classId)).isEqualTo(group(classId, 2, 1, null));
        learn("new-" + only, "New", "TEACHER", sand, "another-" + only);
        assertThat(group(classId)).isEqualTo(group(classId, 1, 1, "École " + hugo));
        assertThat(directory.search(word, someone("x", sand, false), 50).groups())
                .extracting(Group::id)
                .doesNotContain(classId);
    }

    private Group group(String id) {
        return directory.groups(List.of(id)).getFirst();
    }

    private Group group(String id, int size, int pupils, @Nullable String school) {
        return new Group(id, "Groupe " + word, size, pupils, school);
    }

    @Test
    void an_earlier_sign_in_does_not_take_back_what_a_later_one_told() {
        var id = "paul-" + hugo;
        var person = new Person(id, "Paul", null, "TEACHER", List.of(hugo), null);
        var now = Clock.systemUTC().instant();
        directory.learn(person, Map.of(), now);
        directory.learn(person, Map.of("team-" + hugo, "Équipe"), now.minusSeconds(60));
        assertThat(directory.standing(new UserId(id)).orElseThrow().groups()).isEmpty();
        directory.learn(person, Map.of("team-" + hugo, "Équipe"), now.plusSeconds(60));
        assertThat(directory.standing(new UserId(id)).orElseThrow().groups())
                .containsExactly("team-" + hugo);
    }

    @Test
    void a_schools_name_is_kept_when_a_sign_in_tells_only_its_code() {
        directory.learn(new Person("x-" + only, "X", null, "STAFF", List.of(hugo), null), null);
        assertThat(directory.establishments(List.of(hugo))).containsEntry(hugo, "École " + hugo);
    }
}
