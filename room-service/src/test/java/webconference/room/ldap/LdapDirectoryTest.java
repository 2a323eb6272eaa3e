package webconference.room.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import webconference.room.MovableClock;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.WholeService;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.directory.Directory;
import webconference.room.directory.DirectoryReader;
import webconference.room.directory.Group;
import webconference.room.directory.Person;
import webconference.room.directory.Source;

/// The directory over LDAP, on a real server and a real database.
@WholeService
class LdapDirectoryTest {

    @Autowired Directory directory;
    @Autowired DirectoryReader reader;
    @Autowired JdbcClient jdbc;
    @Autowired DataSource database;
    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired MovableClock clock;
    @TempDir Path folder;

    private final String only = UUID.randomUUID().toString().substring(0, 8);
    private final String ada = "ada-" + only;
    private final String lea = "lea-" + only;
    private final String classId = "3b-" + only;
    private LdapServer server;

    @BeforeEach
    void a_school_with_a_teacher_and_a_class() {
        forgetWhatWasRead();
        server = new LdapServer(folder, "localhost");
        server.addSchool("hugo-" + only, "Lycée Hugo");
        server.addPerson(ada, "Ada Diallo", "National_ENS", "hugo-" + only);
        server.addPerson(lea, "Léa Nguyen", "National_ELV", "hugo-" + only);
        server.addGroup(classId, "Classe 3B", lea);
    }

    @AfterEach
    void no_more() {
        server.close();
        forgetWhatWasRead();
    }

    /// Other tests of this database are not to be missed by our directory.
    private void forgetWhatWasRead() {
        jdbc.sql("update people set told_by = null, left_at = null").update();
        jdbc.sql("delete from directory_reads").update();
        jdbc.sql("delete from scheduled_tasks where task_name = 'read-directory'").update();
    }

    private LdapProperties properties(URI url, Path trust, String password, String people) {
        return new LdapProperties(
                url,
                LdapServer.USER,
                password,
                trust,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                50,
                new LdapProperties.People(
                        "ou=people,dc=example,dc=org",
                        people,
                        "uid",
                        "cn",
                        "mail",
                        "employeeType",
                        new LdapProperties.Profiles(
                                List.of("National_ENS"), List.of("National_ELV"), List.of()),
                        "departmentNumber"),
                new LdapProperties.Groups(
                        "ou=groups,dc=example,dc=org",
                        "(objectClass=groupOfNames)",
                        "cn",
                        "description",
                        List.of("member")),
                new LdapProperties.Schools(
                        "ou=schools,dc=example,dc=org",
                        "(objectClass=organization)",
                        "businessCategory",
                        "o"));
    }

    private LdapProperties usual() {
        return properties(
                server.secure(),
                server.certificate(),
                LdapServer.PASSWORD,
                "(&(objectClass=inetOrgPerson)(!(description=disabled)))");
    }

    private static LdapDirectory ldap(LdapProperties properties) {
        return new LdapDirectory(properties, new LdapConnector(properties));
    }

    private void read(LdapProperties properties) {
        reader.read(Source.LDAP, ldap(properties)::tell);
    }

    @Test
    void S45_everybody_is_known_before_their_first_sign_in() {
        read(usual());
        assertThat(directory.people(List.of(ada, lea)))
                .containsExactlyInAnyOrder(
                        known(ada, "Ada Diallo", "TEACHER"), known(lea, "Léa Nguyen", "PUPIL"));
        assertThat(directory.groups(List.of(classId)))
                .containsExactly(new Group(classId, "Classe 3B", 1, 1, "Lycée Hugo"));
        assertThat(directory.standing(new UserId(lea)).orElseThrow().groups())
                .containsExactly(classId);
    }

    private Person known(String id, String name, String profile) {
        return new Person(
                id, name, id + "@school.example", profile, List.of("hugo-" + only), "Lycée Hugo");
    }

    @Test
    void a_large_directory_is_read_page_by_page() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 230; i++) {
            ids.add("p%03d-%s".formatted(i, only));
            server.addPerson(ids.getLast(), "Pupil " + i, "National_ELV", "hugo-" + only);
        }
        server.searches();
        read(usual());
        assertThat(server.searches().stream().filter(base -> base.startsWith("ou=people")))
                .hasSize(5);
        assertThat(directory.people(ids)).hasSize(230);
    }

    @Test
    void a_plain_connection_is_made_secure_before_anything_is_said() {
        read(
                properties(
                        server.startTls(),
                        server.certificate(),
                        LdapServer.PASSWORD,
                        "(uid=" + ada + ")"));
        assertThat(directory.people(List.of(ada))).hasSize(1);
    }

    @Test
    void a_server_that_nobody_vouches_for_is_told_nothing() {
        try (var stranger = new LdapServer(folder, "other.example.org")) {
            for (var url : List.of(server.secure(), server.startTls())) {
                assertThatThrownBy(() ->
                                read(
                                        properties(
                                                url,
                                                stranger.certificate(),
                                                LdapServer.PASSWORD,
                                                "(uid=*)")))
                        .isInstanceOf(LdapFailure.class);
            }
            assertThat(server.searches()).isEmpty();
        }
    }

    @Test
    void nor_is_one_whose_certificate_is_for_another_name() {
        try (var other = new LdapServer(folder, "other.example.org")) {
            for (var url : List.of(other.secure(), other.startTls())) {
                assertThatThrownBy(() ->
                                read(
                                        properties(
                                                url,
                                                other.certificate(),
                                                LdapServer.PASSWORD,
                                                "(uid=*)")))
                        .isInstanceOf(LdapFailure.class);
            }
            assertThat(other.searches()).isEmpty();
        }
    }

    @Test
    void a_wrong_password_is_told_to_nobody() {
        var wrong = properties(server.secure(), server.certificate(), "not-this-one", "(uid=*)");
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(LdapFailure.class)
                .hasMessageNotContaining("not-this-one");
        assertThat(wrong.toString()).doesNotContain("not-this-one");
        assertThat(jdbc.sql("select failure from directory_reads").query(String.class).single())
                .doesNotContain("not-this-one");
    }

    @Test
    void D39_who_is_disabled_or_missing_has_left() {
        read(usual());
        server.change(
                "dn: uid=%s,ou=people,dc=example,dc=org".formatted(ada),
                "changetype: modify",
                "add: description",
                "description: disabled");
        server.delete("uid=%s,ou=people,dc=example,dc=org".formatted(lea));
        read(usual());
        assertThat(directory.people(List.of(ada, lea))).hasSize(2).allMatch(Person::left);
        assertThat(directory.standing(new UserId(lea)).orElseThrow().groups()).isEmpty();
    }

    @Test
    void F38_a_directory_that_breaks_off_in_the_middle_changes_nothing() {
        read(usual());
        for (var i = 0; i < 80; i++) {
            server.addPerson("n" + i + "-" + only, "New " + i, "National_ELV", "hugo-" + only);
        }
        server.failAtSearch(3); // schools, a page of people, and no other
        assertThatThrownBy(() -> read(usual())).isInstanceOf(LdapFailure.class);
        assertThat(directory.people(List.of(ada, lea))).noneMatch(Person::left);
        assertThat(directory.people(List.of("n0-" + only, "n79-" + only))).isEmpty();
        server.failAtSearch(Integer.MAX_VALUE);
        read(usual());
        assertThat(directory.people(List.of("n0-" + only, "n79-" + only))).hasSize(2);
    }

    @Test
    void F38_while_it_is_down_people_go_on_and_get_nothing_more() {
        var properties = usual();
        read(properties);
        server.stop();
        assertThatThrownBy(() -> read(properties)).isInstanceOf(LdapFailure.class);
        var teacher =
                new User(
                        new UserId(ada),
                        "Ada",
                        Set.of(),
                        Set.of("hugo-" + only),
                        true,
                        true,
                        false,
                        Set.of());
        var found = directory.search("nguyen lea", teacher, 20);
        assertThat(found.people()).extracting(Person::id).contains(lea);
        assertThat(found.age().stale()).isTrue();
        assertThat(found.age().asOf()).isNotNull();
        // A token that tells of another group gives nothing that the directory does not know of.
        directory.learn(
                known(lea, "Léa Nguyen", "PUPIL"),
                Map.of(classId, classId, "team-" + only, "Team"));
        assertThat(directory.standing(new UserId(lea)).orElseThrow().groups())
                .containsExactly(classId);
    }

    @Test
    void F38_ten_minutes_without_it_leave_open_rooms_alone_and_grant_nothing_more() {
        var team = "team-" + only;
        server.addGroup(team, "Team", ada);
        var properties = usual();
        read(properties);
        var school = "hugo-" + only;
        var teacher = new Someone(ada, "Ada Diallo", "TEACHER", school, List.of(team), List.of());
        var pupil = new Someone(lea, "Léa", "PUPIL", school, List.of(classId), List.of());
        var room = roomFor(teacher, classId);
        var other = roomFor(teacher, team);
        server.stop();
        var more = new Someone(lea, "Léa", "TEACHER", school, List.of(classId, team), List.of());
        try {
            for (var minute = 0; minute <= 10; minute++) {
                assertThatThrownBy(() -> read(properties)).isInstanceOf(LdapFailure.class);
                assertThat(api.seen(teacher, room).path("status").asString()).isEqualTo("OPEN");
                assertThat(entrance(pupil, room)).contains("pass=");
                for (var token : List.of(pupil, more)) {
                    assertThat(entrance(token, other)).doesNotContain("pass=");
                    assertThat(api.get(token, "/api/v1/rooms").response().body())
                            .doesNotContain(other);
                }
                var found = api.get(teacher, "/api/v1/directory?search=nguyen");
                assertThat(found.json().path("stale").asBoolean()).isTrue();
                assertThat(found.response().body()).contains(lea);
                clock.advance(Duration.ofMinutes(1));
            }
        } finally {
            clock.reset();
        }
        assertThat(others.typesOf(room)).containsExactly("RoomOpened");
    }

    private String entrance(Someone who, String room) {
        var answer = api.post(who, "/api/v1/rooms/" + room + "/join", null);
        return answer.header("Location") + answer.response().body();
    }

    /// One that is open, and that those of a group may enter.
    private String roomFor(Someone owner, String group) {
        var room =
                api.post(
                                owner,
                                "/api/v1/rooms",
                                """
                                {"name":"Physique","access":{"policy":"GROUPS","groups":["%s"]}}
                                """
                                        .formatted(group))
                        .text("/id");
        var opening =
                api.put(owner, "/api/v1/rooms/" + room + "/opening", null).text("/opening/id");
        others.tell(
                "meetings.v1",
                "MeetingStarted",
                Map.of(
                        "room",
                        room,
                        "opening",
                        opening,
                        "revision",
                        1,
                        "at",
                        clock.instant().toString()));
        await().until(() -> api.seen(owner, room).path("status").asString().equals("OPEN"));
        return room;
    }

    @Test
    void one_of_two_instances_reads_and_the_other_when_that_one_is_gone() {
        var properties = usual();
        server.searches();
        var one = instance(properties);
        var two = instance(properties);
        one.start();
        two.start();
        try {
            await().until(() -> wasRead(1));
            assertThat(server.searches()).hasSize(3); // schools, people, groups: once each
            one.stop();
            jdbc.sql(
                            """
                            update scheduled_tasks set execution_time = now()
                            where task_name = 'read-directory'
                            """)
                    .update();
            await().until(() -> server.searches().stream().anyMatch(s -> s.startsWith("ou=p")));
        } finally {
            one.stop();
            two.stop();
        }
    }

    private boolean wasRead(int times) {
        return jdbc.sql("select count(*) from directory_reads where read_at is not null")
                        .query(Integer.class)
                        .single()
                == times;
    }

    private Scheduler instance(LdapProperties properties) {
        return Scheduler.create(database)
                .startTasks(new LdapSchedule().readDirectory(reader, ldap(properties), properties))
                .pollingInterval(Duration.ofMillis(100))
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .build();
    }

    @Test
    void an_address_that_is_not_ldap_stops_the_start() {
        for (var url : List.of("http://localhost", "ldap:///", "ldaps://h/dc=x")) {
            assertThatThrownBy(() -> properties(URI.create(url), folder, "", "(uid=*)"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
