package webconference.room;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.TOM;
import static webconference.room.WholeService.ZOE;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.OtherServices.Heard;
import webconference.room.WholeService.Someone;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// Writing to people about a room, and hearing what became of it.
@WholeService
class InvitationTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired Directory directory;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;
    @Autowired EntityManagerFactory factory;
    @Autowired TransactionTemplate transaction;

    /// A sender of her own for each test, so that nobody's quota is another's.
    private final Someone paule = teacher("0750001A");

    @BeforeEach
    void everybody_has_been_here() {
        for (var someone : List.of(BRUNO, CHLOE, ZOE, TOM, paule)) {
            api.get(someone, "/api/v1/me");
        }
        learn("lea", "Léa Nguyen", "0750001A", Map.of("classe-3b", "Classe 3B"));
        learn("yanis", "Yanis Faure", "0750001A", Map.of("classe-3b", "Classe 3B"));
        learn("zoe", "Zoé Bernard", "0750001A", Map.of("classe-3b", "Classe 3B"));
        knownForLong(paule);
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.reset();
    }

    private static Someone teacher(String school) {
        var id = "teacher-" + UUID.randomUUID();
        return new Someone(id, "Paule Morel", "TEACHER", school, List.of(), List.of());
    }

    private void knownForLong(Someone someone) {
        jdbc.sql("update people set known_since = '-infinity' where id = ?")
                .param(someone.id())
                .update();
    }

    private void learn(
            String id, String name, String school, @Nullable Map<String, String> groups) {
        directory.learn(
                new Person(
                        id, name, id + "@school.example", "PUPIL", List.of(school), "Lycée Hugo"),
                groups);
    }

    private String aGroupOf(int size) {
        var group = "big-" + UUID.randomUUID();
        IntStream.range(0, size)
                .forEach(i ->
                        learn(
                                group + "-%03d".formatted(i),
                                "Somebody %03d".formatted(i),
                                "0750001A",
                                Map.of(group, "Big")));
        return group;
    }

    // What is written

    @Test
    void S38_S39_S42_each_person_is_written_to_once_with_the_words_of_the_sender() {
        var room = api.room(paule, "Physique");
        var link = link(room);
        var invited =
                invite(
                        paule,
                        room,
                        """
                        {"groups":["classe-3b"],"people":["zoe","zoe"],"subject":"Cours",
                         "body":"<p onclick='x()'>Venez <b>tous</b> : <a href='%s'>la salle</a></p>"}
                        """
                                .formatted(link));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json().path("recipients")).hasSize(3);
        assertThat(invited.text("/recipients/0/status")).isEqualTo("PENDING");
        assertThat(invited.json().at("/counts/pending").asInt()).isEqualTo(3);
        assertThat(invited.json().path("meeting").isNull()).isTrue();
        var told = told(room, 1).getFirst();
        assertThat(told.topic()).isEqualTo("invitations.v1");
        assertThat(told.data().path("subject").asString()).isEqualTo("Cours");
        assertThat(told.data().path("html").asString())
                .contains("<b>tous</b>", link)
                .doesNotContain("onclick");
        assertThat(told.data().path("text").asString())
                .isEqualTo("Venez tous : la salle (" + link + ")");
        assertThat(told.data().at("/by/email").asString())
                .isEqualTo(paule.id() + "@school.example");
        assertThat(told.data().path("recipients")).hasSize(3);
        assertThat(told.data().has("meeting")).isFalse();
    }

    @Test
    void S42_two_who_read_the_same_mailbox_get_one_message() {
        directory.learn(
                new Person(
                        "ana", "Ana Lund", "lund@home.example", "STAFF", List.of("0750001A"), ""),
                null);
        directory.learn(
                new Person("bo", "Bo Lund", "LUND@home.example", "STAFF", List.of("0750001A"), ""),
                null);
        var room = api.room(paule, "Physique");
        assertThat(names(toPeople(paule, room, "ana", "bo").json())).containsExactly("Ana Lund");
    }

    @Test
    void O13_many_are_asked_for_in_parts_of_fifty() {
        var room = api.room(paule, "Physique");
        var invited = toGroup(paule, room, aGroupOf(120));
        assertThat(invited.status()).isEqualTo(201);
        var parts = told(room, 3);
        assertThat(parts)
                .extracting(part -> part.data().path("recipients").size())
                .containsExactly(50, 50, 20);
        assertThat(parts)
                .extracting(part -> part.data().path("revision").asInt())
                .containsExactly(1, 2, 3);
        var people = new HashSet<String>();
        parts.forEach(part ->
                part.data()
                        .path("recipients")
                        .forEach(one -> people.add(one.path("id").asString())));
        assertThat(people).hasSize(120);
    }

    @Test
    void the_same_request_twice_writes_once() {
        var room = api.room(paule, "Physique");
        var key = UUID.randomUUID().toString();
        var answers =
                atOnce(
                        4,
                        () ->
                                api.call(
                                        paule,
                                        "POST",
                                        invitations(room),
                                        toPeople(room, "zoe"),
                                        "Idempotency-Key",
                                        key));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(new HashSet<>(answers.stream().map(a -> a.text("/id")).toList())).hasSize(1);
        assertThat(listed(room)).hasSize(1);
    }

    @Test
    void S41_what_is_missing_is_said_for_each_field_and_nothing_is_sent() {
        var room = api.room(paule, "Physique");
        for (var path : List.of(invitations(room), invitations(room) + "/preview")) {
            var refused = api.post(paule, path, "{\"subject\":\" \",\"body\":\"<p>Bonjour</p>\"}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/type")).isEqualTo("urn:problem:invitation-incomplete");
            assertThat(fields(refused)).containsExactly("recipients", "subject", "body");
            assertThat(refused.json().path("errors").toString())
                    .contains(
                            "aucun destinataire",
                            "pas d'objet",
                            "ne contient pas le lien de la salle");
        }
        assertThat(listed(room)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\\r\\nBcc: all@school.example",
                "x\\nBcc: all@school.example",
                "x\\u0000",
                "x\\u0085Bcc: all@school.example",
                "x\\u2028Bcc: all@school.example",
                "\\ud800"
            })
    void P15_a_subject_is_one_line(String subject) {
        var room = api.room(paule, "Physique");
        var refused =
                invite(
                        paule,
                        room,
                        "{\"people\":[\"zoe\"],\"subject\":\"%s\",\"body\":\"%s\"}"
                                .formatted(subject, link(room)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fields(refused)).containsExactly("subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/entry?pass=abc",
                "//api/v1/entry?pass=abc",
                "/salles/../API/v1/entry?pass=abc",
                "/%61pi/v1/entry?pass=abc",
                "/api"
            })
    void P3_nobody_passes_their_entrance_on_in_a_message(String entrance) {
        var room = api.room(paule, "Physique");
        var address = "https://visio.example.org" + entrance;
        for (var more :
                List.of(address, address.substring(8), "<a href='%s'>ici</a>".formatted(address))) {
            var body = link(room) + " " + more;
            var refused =
                    invite(
                            paule,
                            room,
                            "{\"people\":[\"zoe\"],\"subject\":\"%s\",\"body\":\"%s\"}"
                                    .formatted(more, body));
            assertThat(refused.status()).as(more).isEqualTo(422);
            assertThat(fields(refused)).containsExactly("subject", "body");
        }
    }

    @Test
    void P14_links_to_elsewhere_and_links_that_deceive_are_refused() {
        var room = api.room(paule, "Physique");
        for (var more :
                List.of(
                        "https://evil.example",
                        "<a href='https://evil.example'>ici</a>",
                        "<a href='%s'>https://evil.example</a>".formatted(link(room)),
                        "<a href='%s'>%s</a>"
                                .formatted(link(UUID.randomUUID().toString()), link(room)))) {
            var refused =
                    invite(
                            paule,
                            room,
                            "{\"people\":[\"zoe\"],\"subject\":\"x\",\"body\":\"%s %s\"}"
                                    .formatted(link(room), more));
            assertThat(refused.status()).as(more).isEqualTo(422);
            assertThat(fields(refused)).containsExactly("body");
        }
    }

    @Test
    void the_guests_link_leads_to_the_room_as_well() {
        var room =
                api.post(paule, "/api/v1/rooms", "{\"name\":\"Physique\",\"publicLink\":true}")
                        .json();
        var body = "{\"people\":[\"zoe\"],\"subject\":\"x\",\"body\":\"Venez : %s\"}";
        var id = room.path("id").asString();
        var link = room.at("/guests/link").asString();
        assertThat(invite(paule, id, body.formatted(link)).status()).isEqualTo(201);
        assertThat(fields(invite(paule, id, body.formatted(link + "x")))).containsExactly("body");
    }

    @Test
    void D12_P13_the_link_is_of_the_configured_origin_whatever_the_request_says() {
        var room = api.room(paule, "Physique");
        var forged =
                api.call(
                        paule,
                        "POST",
                        invitations(room),
                        """
                        {"people":["zoe"],"subject":"x","body":"%s",
                         "meeting":{"start":"%s","minutes":60}}
                        """
                                .formatted(link(room), inDays(1)),
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Proto",
                        "http",
                        "Forwarded",
                        "host=evil.example",
                        "Referer",
                        "https://evil.example/salles/1",
                        "Origin",
                        "https://evil.example");
        assertThat(forged.status()).isEqualTo(201);
        assertThat(told(room, 1).getFirst().raw()).doesNotContain("evil.example");
        assertThat(told(room, 1).getFirst().data().at("/meeting/link").asString())
                .isEqualTo(link(room));
    }

    @Test
    void what_will_be_sent_can_be_seen_before() {
        var room = api.room(paule, "Physique");
        var preview =
                api.post(
                        paule,
                        invitations(room) + "/preview",
                        """
                        {"people":["zoe"],"groups":["classe-3b"],"subject":" Cours ",
                         "body":"<p>Venez<script>x</script> : %s</p>",
                         "meeting":{"start":"%s","minutes":90}}
                        """
                                .formatted(link(room), "2026-03-02T13:00:00Z"));
        // In November that is past; a date ahead of the clock is another test's.
        assertThat(preview.status()).isEqualTo(422);
        assertThat(fields(preview)).containsExactly("meeting.start");
        var start = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.DAYS);
        preview =
                api.post(
                        paule,
                        invitations(room) + "/preview",
                        """
                        {"people":["zoe"],"groups":["classe-3b"],"subject":" Cours ",
                         "body":"<p>Venez<script>x</script> : %s</p>",
                         "meeting":{"start":"%s","minutes":90}}
                        """
                                .formatted(link(room), start));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().path("people").asInt()).isEqualTo(3);
        assertThat(preview.text("/subject")).isEqualTo("Cours");
        assertThat(preview.text("/html"))
                .contains("Rendez-vous : le ", "(heure de Paris)", link(room))
                .doesNotContain("script");
        assertThat(preview.text("/text")).startsWith("Rendez-vous : le ").contains(link(room));
        assertThat(listed(room)).isEmpty();
    }

    // To whom

    @Test
    void D11_nobody_is_written_to_whom_the_sender_cannot_see_and_it_is_said_who() {
        var room = api.room(paule, "Physique");
        var refused = toPeople(paule, room, "zoe", "tom");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors")).hasSize(1);
        assertThat(refused.text("/errors/0/field")).isEqualTo("recipients");
        assertThat(refused.text("/errors/0/value")).isEqualTo("tom");
        assertThat(listed(room)).isEmpty();
    }

    @Test
    void who_has_left_is_marked_and_the_others_are_written_to() {
        var gone = "gone-" + UUID.randomUUID();
        learn(gone, "Gaël Parti", "0750001A", null);
        jdbc.sql("update people set left_at = now() where id = ?").param(gone).update();
        var room = api.room(paule, "Physique");
        var invited = toPeople(paule, room, gone, "zoe");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(statuses(room, invited.text("/id")))
                .isEqualTo(Map.of(gone, "FAILED \"NO_ADDRESS\"", "zoe", "PENDING null"));
        assertThat(
                        invited.json()
                                .path("recipients")
                                .valueStream()
                                .filter(r -> r.path("left").asBoolean())
                                .map(r -> r.path("id").asString()))
                .containsExactly(gone);
        assertThat(told(room, 1).getFirst().data().path("recipients")).hasSize(1);
        var again =
                api.post(paule, invitations(room) + "/" + invited.text("/id") + "/retries", null);
        assertThat(again.json().at("/counts/failed").asInt()).isEqualTo(1);
    }

    @Test
    void a_favourite_is_everybody_in_it_and_ones_own() {
        var list =
                api.post(
                        paule,
                        "/api/v1/favourites",
                        "{\"name\":\"Club\",\"people\":[\"bruno\",\"zoe\"],\"groups\":[\"classe-3b\"]}");
        var id = list.text("/id");
        var room = api.room(paule, "Physique");
        var body =
                "{\"favourites\":[\"%s\"],\"people\":[\"zoe\"],\"subject\":\"x\",\"body\":\"%s\"}";
        assertThat(names(invite(paule, room, body.formatted(id, link(room))).json()))
                .containsExactly("Bruno Petit", "Léa Nguyen", "Yanis Faure", "Zoé Bernard");
        var brunos = api.room(BRUNO, "Physique");
        for (var notHis : List.of(id, UUID.randomUUID().toString(), "nonsense")) {
            var refused = invite(BRUNO, brunos, body.formatted(notHis, link(brunos)));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/errors/0/value")).isEqualTo(notHis);
        }
    }

    @Test
    void people_outside_are_written_to_where_the_school_allows_it_only() {
        var room = api.room(paule, "Physique");
        var body =
                """
                {"addresses":["Parent@home.example","parent@HOME.example"],"subject":"x","body":"%s"}
                """
                        .formatted(link(room));
        assertThat(api.get(paule, "/api/v1/config").json().at("/invitations/external").asBoolean())
                .isFalse();
        assertThat(fields(invite(paule, room, body))).containsExactly("recipients");

        var free = teacher(aSchoolThatWritesOutside());
        knownForLong(free);
        var theirs = aRoomForGuests(free).path("id").asString();
        var config = api.get(free, "/api/v1/config").json();
        assertThat(config.at("/invitations/external").asBoolean()).isTrue();
        assertThat(config.at("/invitations/most").asInt()).isEqualTo(200);
        var invited = invite(free, theirs, body.replace(room, theirs));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(names(invited.json())).containsExactly("Parent@home.example");
        var recipient = told(theirs, 1).getFirst().data().at("/recipients/0");
        assertThat(recipient.path("email").asString()).isEqualTo("Parent@home.example");
        assertThat(recipient.path("id").asString()).doesNotContain("@");
    }

    @Test
    void people_outside_are_not_written_to_again_once_the_school_forbids_it() {
        var school = aSchoolThatWritesOutside();
        var free = teacher(school);
        knownForLong(free);
        var room = aRoomForGuests(free).path("id").asString();
        var start = clock.instant().plus(Duration.ofDays(1));
        var body =
                """
                {"addresses":["parent@home.example"],"people":["bruno"],"subject":"x","body":"%s",
                 "meeting":{"start":"%s","minutes":30}}
                """
                        .formatted(link(room), start);
        var invitation = invite(free, room, body).text("/id");
        jdbc.sql(
                        "update establishment_rules set external_invitations = false where establishment = ?")
                .param(school)
                .update();
        var meeting = "{\"start\":\"%s\",\"minutes\":45}".formatted(start);
        var moved = api.put(free, invitations(room) + "/" + invitation + "/meeting", meeting);
        assertThat(moved.status()).isEqualTo(200);
        var retried = api.post(free, invitations(room) + "/" + invitation + "/retries", null);
        assertThat(retried.status()).isEqualTo(200);
        for (var answer : List.of(moved, retried)) {
            assertThat(
                            answer.json()
                                    .path("recipients")
                                    .valueStream()
                                    .map(r ->
                                            r.path("name").asString()
                                                    + " "
                                                    + r.path("status").asString()
                                                    + " "
                                                    + r.path("reason").asString()))
                    .contains("parent@home.example FAILED NOT_ALLOWED");
        }
        assertThat(told(room, 2).getLast().data().path("recipients").toString())
                .contains("bruno")
                .doesNotContain("home.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "parent",
                "@home.example",
                "parent@",
                "parent@home",
                "a b@home.example",
                "parent@home.example, tom@home.example",
                "Parent <parent@home.example>",
                "parent@home.example\\r\\nBcc: tom@home.example",
                "parent@home..example",
                ".parent@home.example",
                "parent@-home.example",
                "\\\"parent\\\"@home.example",
                "parent@[127.0.0.1]",
                "parent\\u0000@home.example"
            })
    void P15_what_is_no_plain_address_is_refused(String address) {
        var free = teacher(aSchoolThatWritesOutside());
        var room = api.room(free, "Physique");
        var refused =
                invite(
                        free,
                        room,
                        "{\"addresses\":[\"%s\"],\"subject\":\"x\",\"body\":\"%s\"}"
                                .formatted(address, link(room)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fields(refused)).containsExactly("recipients");
    }

    @Test
    void S39_O1_people_outside_get_the_public_link_and_everybody_else_the_rooms() {
        var free = teacher(aSchoolThatWritesOutside());
        var room = aRoomForGuests(free);
        var id = room.path("id").asString();
        var publicLink = room.at("/guests/link").asString();
        var invited =
                invite(
                        free,
                        id,
                        """
                        {"addresses":["parent@home.example"],"people":["bruno"],"subject":"x",
                         "body":"<p>Venez : <a href='%1$s'>%1$s</a> (<a href='%1$s'>la salle</a>)</p>",
                         "meeting":{"start":"%2$s","minutes":60}}
                        """
                                .formatted(link(id), inDays(1)));
        assertThat(invited.status()).isEqualTo(201);
        var told = told(id, 1).getFirst().data();
        assertThat(told.path("html").asString()).contains(link(id)).doesNotContain(publicLink);
        assertThat(told.path("text").asString()).contains(link(id)).doesNotContain(publicLink);
        assertThat(told.at("/meeting/link").asString()).isEqualTo(link(id));
        var outside = told.path("outside");
        assertThat(outside.path("html").asString()).contains(publicLink).doesNotContain(link(id));
        assertThat(outside.path("text").asString())
                .startsWith("Rendez-vous : le ")
                .endsWith("Venez : " + publicLink + " (la salle (" + publicLink + "))");
        assertThat(outside.path("link").asString()).isEqualTo(publicLink);
        assertThat(
                        told.path("recipients")
                                .valueStream()
                                .filter(r -> r.path("outside").asBoolean(false))
                                .map(r -> r.path("name").asString()))
                .containsExactly("parent@home.example");
        toPeople(free, id, "bruno");
        assertThat(told(id, 2).getLast().data().has("outside")).isFalse();
    }

    @Test
    void S41_O1_who_has_no_account_is_not_invited_where_no_public_link_leads() {
        var free = teacher(aSchoolThatWritesOutside());
        var room = api.room(free, "Physique");
        var body =
                """
                {"addresses":["parent@home.example"],"people":["bruno"],"subject":"x","body":"%s"}
                """
                        .formatted(link(room));
        for (var path : List.of(invitations(room), invitations(room) + "/preview")) {
            var refused = api.post(free, path, body);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(fields(refused)).containsExactly("recipients");
            assertThat(refused.text("/errors/0/value")).isEqualTo("parent@home.example");
            assertThat(refused.text("/errors/0/message"))
                    .contains("pas de compte", "activez d'abord le lien public de la salle");
        }
        assertThat(api.get(free, invitations(room)).json().path("invitations")).isEmpty();
        assertThat(toPeople(free, room, "bruno").status()).isEqualTo(201);
    }

    @Test
    void S41_O1_nobody_is_told_to_turn_on_a_public_link_that_the_school_forbids() {
        var school = aSchoolThatWritesOutside();
        var free = teacher(school);
        var room = aRoomForGuests(free).path("id").asString();
        jdbc.sql("update establishment_rules set public_links = false where establishment = ?")
                .param(school)
                .update();
        var refused =
                invite(
                        free,
                        room,
                        "{\"addresses\":[\"parent@home.example\"],\"subject\":\"x\",\"body\":\"%s\"}"
                                .formatted(link(room)));
        assertThat(fields(refused)).containsExactly("recipients");
        assertThat(refused.text("/errors/0/message"))
                .contains("n'autorise pas les liens publics")
                .doesNotContain("activez");
    }

    @Test
    void S39_O1_what_follows_carries_the_public_link_as_it_is_then() {
        var free = teacher(aSchoolThatWritesOutside());
        knownForLong(free);
        var room = aRoomForGuests(free);
        var id = room.path("id").asString();
        var first = room.at("/guests/link").asString();
        var invited =
                invite(
                        free,
                        id,
                        """
                        {"addresses":["parent@home.example"],"subject":"x","body":"%s",
                         "meeting":{"start":"%s","minutes":60}}
                        """
                                .formatted(link(id), inDays(1)));
        var date = invitations(id) + "/" + invited.text("/id") + "/meeting";
        assertThat(told(id, 1).getLast().data().at("/outside/link").asString()).isEqualTo(first);

        var renewed =
                api.post(free, "/api/v1/rooms/" + id + "/public-link", null).text("/guests/link");
        api.put(free, date, "{\"start\":\"%s\",\"minutes\":60}".formatted(inDays(2)));

        var moved = told(id, 2).getLast().data().path("outside");
        assertThat(moved.path("link").asString()).isEqualTo(renewed).isNotEqualTo(first);
        assertThat(moved.path("text").asString()).endsWith(renewed);

        var off =
                "{\"name\":\"Physique\",\"publicLink\":false,\"settingsVersion\":%s}"
                        .formatted(api.seen(free, id).path("settingsVersion"));
        assertThat(api.put(free, "/api/v1/rooms/" + id, off).status()).isEqualTo(200);
        api.delete(free, date);

        var cancelled = told(id, 3).getLast().data();
        assertThat(cancelled.at("/meeting/cancelled").asBoolean()).isTrue();
        assertThat(cancelled.at("/outside/link").asString()).isEqualTo(renewed);
    }

    private String aSchoolThatWritesOutside() {
        var school = "school-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into establishment_rules values
                            (?, true, true, null, '{}', 1, 'sam', now())
                        """)
                .param(school)
                .update();
        return school;
    }

    private JsonNode aRoomForGuests(Someone owner) {
        return api.post(owner, "/api/v1/rooms", "{\"name\":\"Physique\",\"publicLink\":true}")
                .json();
    }

    // How much

    @Test
    void P14_one_does_not_write_more_often_than_ten_times_an_hour() {
        var room = api.room(paule, "Physique");
        for (var i = 0; i < 10; i++) {
            assertThat(toPeople(paule, room, "zoe").status()).isEqualTo(201);
        }
        var refused = toPeople(paule, room, "zoe");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("3600");
        assertThat(refused.text("/detail")).contains("10 invitations par heure");
        clock.advance(Duration.ofMinutes(61));
        assertThat(toPeople(paule, room, "zoe").status()).isEqualTo(201);
    }

    @Test
    void P14_deleting_the_room_gives_no_new_quota() {
        for (var i = 0; i < 10; i++) {
            var room = api.room(paule, "Physique");
            assertThat(toPeople(paule, room, "zoe").status()).isEqualTo(201);
            api.delete(paule, "/api/v1/rooms/" + room);
        }
        assertThat(toPeople(paule, api.room(paule, "Physique"), "zoe").status()).isEqualTo(429);
    }

    @Test
    void P14_whoever_waits_too_long_for_a_turn_is_asked_to_come_again() {
        var room = api.room(paule, "Physique");
        var answer =
                transaction.execute(_ -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                            .param("invitations of sender " + paule.id())
                            .query()
                            .singleRow();
                    return toPeople(paule, room, "zoe");
                });
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(toPeople(paule, room, "zoe").status()).isEqualTo(201);
    }

    @Test
    void P14_being_quick_gets_nobody_past_a_limit() {
        var room = api.room(paule, "Physique");
        var answers = atOnce(16, () -> toPeople(paule, room, "zoe"));
        // On a busy machine some wait too long for their turn.
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 429, 503);
        assertThat(answers.stream().filter(a -> a.status() == 201)).hasSize(10);
    }

    @Test
    void P14_two_hundred_recipients_are_the_most_at_once_and_five_hundred_in_a_day() {
        var room = api.room(paule, "Physique");
        var most = aGroupOf(200);
        var refused = toGroup(paule, room, aGroupOf(201));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/message"))
                .startsWith("201 destinataires choisis, 200 au plus par envoi")
                .contains("choisissez moins de personnes");
        assertThat(toGroup(paule, room, most).status()).isEqualTo(201);
        assertThat(toGroup(paule, room, most).status()).isEqualTo(201);
        assertThat(toGroup(paule, room, most).status()).isEqualTo(429);
        assertThat(toGroup(paule, room, aGroupOf(100)).status()).isEqualTo(201);
        assertThat(toPeople(paule, room, "zoe").status()).isEqualTo(429);
    }

    @Test
    void P14_for_one_room_not_more_than_twenty_messages_an_hour_are_sent_whoever_sends() {
        var room = api.room(paule, "Physique");
        api.put(
                paule,
                "/api/v1/rooms/" + room + "/shares",
                """
                {"shares":[{"kind":"PERSON","id":"bruno","role":"MANAGER"},
                           {"kind":"PERSON","id":"chloe","role":"MANAGER"}]}
                """);
        clock.advance(Duration.ofDays(3)); // others' tests wrote in the names of these two
        for (var sender : List.of(paule, BRUNO)) {
            for (var i = 0; i < 10; i++) {
                assertThat(toPeople(sender, room, "zoe").status()).isEqualTo(201);
            }
        }
        var refused = toPeople(CHLOE, room, "bruno");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/detail")).contains("Pour cette salle");
    }

    @Test
    void P14_a_newcomer_writes_to_twenty_in_the_first_ten_minutes() {
        var newcomer = teacher("0750001A");
        var room = api.room(newcomer, "Physique");
        assertThat(toGroup(newcomer, room, aGroupOf(21)).status()).isEqualTo(429);
        assertThat(toGroup(newcomer, room, aGroupOf(20)).status()).isEqualTo(201);
        var refused = toPeople(newcomer, room, "zoe");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/detail")).contains("nouveau");
        clock.advance(Duration.ofMinutes(11));
        assertThat(toPeople(newcomer, room, "zoe").status()).isEqualTo(201);
    }

    // What became of it

    @Test
    void D30_what_became_of_each_message_is_shown() {
        var room = api.room(paule, "Physique");
        var invitation = toGroup(paule, room, "classe-3b").text("/id");
        tellDelivered(room, invitation, 1, 1, "zoe");
        tellFailed(room, invitation, 2, 1, "lea", "MAILBOX_FULL");
        tellFailed(room, invitation, 2, 1, "lea", "MAILBOX_FULL");
        tellFailed(room, invitation, 3, 1, "zoe", "UNREACHABLE");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(statuses(room, invitation))
                                .containsExactlyInAnyOrderEntriesOf(
                                        Map.of(
                                                "zoe", "DELIVERED null",
                                                "lea", "FAILED \"MAILBOX_FULL\"",
                                                "yanis", "PENDING null")));
        var listed = listed(room).get(0);
        assertThat(listed.path("recipients").isNull()).isTrue();
        assertThat(listed.path("counts"))
                .isEqualTo(json.readTree("{\"delivered\":1,\"failed\":1,\"pending\":1}"));
        assertThat(listed.at("/by/name").asString()).isEqualTo("Paule Morel");
    }

    @Test
    void I7_what_was_sent_and_what_failed_are_together_everybody() {
        var room = api.room(paule, "Physique");
        var invited = toGroup(paule, room, aGroupOf(60));
        var invitation = invited.text("/id");
        var number = 0;
        for (var recipient : invited.json().path("recipients")) {
            number++;
            if (number % 7 == 0) {
                tellFailed(room, invitation, number, 1, recipient.path("id").asString(), "REFUSED");
            } else {
                tellDelivered(room, invitation, number, 1, recipient.path("id").asString());
            }
        }
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(look(room, invitation).json().path("counts"))
                                .isEqualTo(
                                        json.readTree(
                                                "{\"delivered\":52,\"failed\":8,\"pending\":0}")));
        assertThat(look(room, invitation).json().path("version").asInt()).isEqualTo(61);
    }

    @Test
    void those_it_failed_for_are_written_to_again_and_nobody_else() {
        var room = api.room(paule, "Physique");
        var invitation = toGroup(paule, room, "classe-3b").text("/id");
        tellDelivered(room, invitation, 1, 1, "zoe");
        tellFailed(room, invitation, 2, 1, "lea", "UNREACHABLE");
        tellFailed(room, invitation, 3, 1, "yanis", "NO_ADDRESS");
        awaitCounts(room, invitation, 0, 1, 2);
        directory.learn(
                new Person("yanis", "Yanis Faure", "new@school.example", "PUPIL", List.of(), null),
                null);

        var again = api.post(paule, invitations(room) + "/" + invitation + "/retries", null);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("counts"))
                .isEqualTo(json.readTree("{\"delivered\":1,\"failed\":0,\"pending\":2}"));
        var told = told(room, 2).getLast().data();
        assertThat(told.path("invitation").asString()).isEqualTo(invitation);
        assertThat(told.path("revision").asInt()).isEqualTo(2);
        assertThat(told.path("notice").asInt()).isEqualTo(1);
        assertThat(told.path("recipients").valueStream().map(r -> r.path("email").asString()))
                .containsExactlyInAnyOrder("lea@school.example", "new@school.example");
        assertThat(told.path("subject").asString()).isEqualTo("Cours");
        tellDelivered(room, invitation, 4, 1, "lea");
        awaitCounts(room, invitation, 1, 2, 0);
    }

    @Test
    void a_message_is_not_sent_again_once_its_words_are_forgotten() {
        var room = api.room(paule, "Physique");
        var invitation = toPeople(paule, room, "zoe").text("/id");
        tellFailed(room, invitation, 1, 1, "zoe", "UNREACHABLE");
        awaitCounts(room, invitation, 0, 0, 1);
        clock.advance(Duration.ofDays(8));
        toPeople(paule, room, "lea");
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from invitations
                                        where id = ?::uuid and (html is not null or text is not null)
                                        """)
                                .param(invitation)
                                .query(Long.class)
                                .single())
                .isZero();
        var again = api.post(paule, invitations(room) + "/" + invitation + "/retries", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/type")).isEqualTo("urn:problem:words-forgotten");
        awaitCounts(room, invitation, 0, 0, 1);
    }

    @Test
    void an_invitation_belongs_to_its_room() {
        var room = api.room(paule, "Physique");
        var other = api.room(paule, "Chimie");
        var invitation = toPeople(paule, room, "zoe").text("/id");
        for (var wrong : List.of(invitation, UUID.randomUUID().toString(), "nonsense")) {
            var answer = look(other, wrong);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("/type")).isEqualTo("urn:problem:invitation-not-found");
        }
    }

    @Test
    void however_many_invitations_and_recipients_a_look_costs_the_same_statements() {
        var room = api.room(paule, "Physique");
        var one = toPeople(paule, room, "zoe").text("/id");
        awaitStatements(invitations(room), 2);
        awaitStatements(invitations(room) + "/" + one, 3);
        for (var i = 0; i < 4; i++) {
            toPeople(paule, room, "zoe");
        }
        var many = toGroup(paule, room, aGroupOf(60)).text("/id");
        awaitStatements(invitations(room), 2);
        awaitStatements(invitations(room) + "/" + many, 3);
    }

    /// Hibernate's statements; the last changes may still be on their way with some of their own.
    private void awaitStatements(String path, long howMany) {
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        await().atMost(SOON)
                .untilAsserted(() -> {
                    statistics.clear();
                    assertThat(api.get(paule, path).status()).isEqualTo(200);
                    assertThat(statistics.getPrepareStatementCount()).isEqualTo(howMany);
                });
    }

    // The date

    @Test
    void a_date_is_told_moved_and_taken_back() {
        var room = api.room(paule, "Physique");
        var first = inDays(3);
        var invited =
                invite(
                        paule,
                        room,
                        """
                        {"people":["lea","zoe"],"subject":"Cours","body":"<p>%s</p>",
                         "meeting":{"start":"%s","minutes":60}}
                        """
                                .formatted(link(room), first));
        var invitation = invited.text("/id");
        assertThat(invited.text("/meeting/start")).isEqualTo(first.toString());
        assertThat(invited.json().at("/meeting/cancelled").asBoolean()).isFalse();
        var told = told(room, 1).getFirst().data();
        assertThat(told.at("/meeting/sequence").asInt()).isZero();
        assertThat(told.path("text").asString()).startsWith("Rendez-vous : le ");
        tellDelivered(room, invitation, 1, 1, "zoe");
        tellFailed(room, invitation, 2, 1, "lea", "REFUSED");
        awaitCounts(room, invitation, 0, 1, 1);

        var next = inDays(4);
        var moved = move(room, invitation, next, 90);
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().at("/meeting/minutes").asInt()).isEqualTo(90);
        assertThat(moved.json().at("/counts/pending").asInt()).isEqualTo(2);
        assertThat(move(room, invitation, next, 90).json().path("version"))
                .isEqualTo(moved.json().path("version"));
        told = told(room, 2).getLast().data();
        assertThat(told.path("notice").asInt()).isEqualTo(2);
        assertThat(told.at("/meeting/sequence").asInt()).isEqualTo(1);
        assertThat(told.path("subject").asString()).isEqualTo("Modifié : Cours");
        assertThat(told.path("text").asString())
                .startsWith("Nouvelle date : le ")
                .contains(link(room));
        // What is still heard of the first message says nothing of the second.
        tellDelivered(room, invitation, 3, 1, "lea");
        tellDelivered(room, invitation, 4, 2, "zoe");
        tellFailed(room, invitation, 5, 2, "lea", "REFUSED");
        awaitCounts(room, invitation, 0, 1, 1);

        var cancelled = api.delete(paule, invitations(room) + "/" + invitation + "/meeting");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().at("/meeting/cancelled").asBoolean()).isTrue();
        told = told(room, 3).getLast().data();
        assertThat(told.path("notice").asInt()).isEqualTo(3);
        assertThat(told.at("/meeting/sequence").asInt()).isEqualTo(2);
        assertThat(told.at("/meeting/cancelled").asBoolean()).isTrue();
        assertThat(told.path("subject").asString()).isEqualTo("Annulé : Cours");
        assertThat(told.path("text").asString()).doesNotContain(link(room));
        assertThat(told.path("recipients").valueStream().map(r -> r.path("id").asString()))
                .containsExactly("zoe"); // who never heard of it is not told that it is off
        api.delete(paule, invitations(room) + "/" + invitation + "/meeting");
        assertThat(look(room, invitation).json().path("version"))
                .isEqualTo(cancelled.json().path("version"));
    }

    @Test
    void a_date_may_come_later() {
        var room = api.room(paule, "Physique");
        var invitation = toPeople(paule, room, "zoe").text("/id");
        assertThat(move(room, invitation, inDays(2), 30).status()).isEqualTo(200);
        var told = told(room, 2).getLast().data();
        assertThat(told.at("/meeting/sequence").asInt()).isZero();
        assertThat(told.path("subject").asString()).isEqualTo("Cours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"start\":\"2020-01-01T10:00:00Z\",\"minutes\":0}",
                "{\"start\":\"9999-01-01T10:00:00Z\",\"minutes\":100000}"
            })
    void a_date_that_cannot_be_is_refused_on_its_fields(String meeting) {
        var room = api.room(paule, "Physique");
        var invitation = toPeople(paule, room, "zoe").text("/id");
        var refused = api.put(paule, invitations(room) + "/" + invitation + "/meeting", meeting);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fields(refused)).containsExactly("start", "minutes");
        assertThat(look(room, invitation).json().path("meeting").isNull()).isTrue();
    }

    @Test
    void S32_who_was_invited_for_a_date_is_told_it_at_the_door_and_nobody_else() {
        var room = api.room(paule, "Physique");
        var first = inviteZoe(room, inDays(3));
        var second = inviteZoe(room, inDays(5));
        assertThat(expected(ZOE, room)).isEqualTo(inDays(3).toString());
        assertThat(expected(BRUNO, room)).isNull();
        assertThat(expected(ZOE, api.room(paule, "Chimie"))).isNull();
        assertThat(expected(ZOE, UUID.randomUUID().toString())).isNull();

        move(room, first, inDays(6), 60);
        assertThat(expected(ZOE, room)).isEqualTo(inDays(5).toString());

        api.delete(paule, invitations(room) + "/" + second + "/meeting");
        assertThat(expected(ZOE, room)).isEqualTo(inDays(6).toString());

        clock.advance(Duration.between(Instant.now(), inDays(6).plus(Duration.ofMinutes(50))));
        assertThat(expected(ZOE, room)).isEqualTo(inDays(6).toString());
        clock.advance(Duration.ofMinutes(20));
        assertThat(expected(ZOE, room)).isNull();
        awaitStatements("/api/v1/rooms/" + room + "/door/meeting", 1);
    }

    // Words of these tests

    private String inviteZoe(String room, Instant start) {
        return invite(
                        paule,
                        room,
                        """
                        {"people":["zoe"],"subject":"Cours","body":"%s",
                         "meeting":{"start":"%s","minutes":60}}
                        """
                                .formatted(link(room), start))
                .text("/id");
    }

    /// When a meeting is announced to somebody at the door of a room.
    private @Nullable String expected(Someone who, String room) {
        var start = api.get(who, "/api/v1/rooms/" + room + "/door/meeting").json().path("start");
        return start.isNull() ? null : start.asString();
    }

    /// In the morning: what lasts an hour begins and ends on one day, in Paris too.
    private static Instant inDays(int days) {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(days).plusHours(10));
    }

    private Answer move(String room, String invitation, Instant start, int minutes) {
        return api.put(
                paule,
                invitations(room) + "/" + invitation + "/meeting",
                "{\"start\":\"%s\",\"minutes\":%d}".formatted(start, minutes));
    }

    private Answer toGroup(Someone as, String room, String group) {
        return invite(
                as,
                room,
                "{\"groups\":[\"%s\"],\"subject\":\"Cours\",\"body\":\"%s\"}"
                        .formatted(group, link(room)));
    }

    private Answer toPeople(Someone as, String room, String... people) {
        return invite(as, room, toPeople(room, people));
    }

    private static String toPeople(String room, String... people) {
        return "{\"people\":[%s],\"subject\":\"Cours\",\"body\":\"%s\"}"
                .formatted(
                        List.of(people).stream().map(p -> "\"" + p + "\"").collect(joining(",")),
                        link(room));
    }

    private Answer invite(Someone as, String room, String body) {
        return api.post(as, invitations(room), body);
    }

    private Answer look(String room, String invitation) {
        return api.get(paule, invitations(room) + "/" + invitation);
    }

    private JsonNode listed(String room) {
        return api.get(paule, invitations(room)).json().path("invitations");
    }

    private static String invitations(String room) {
        return "/api/v1/rooms/" + room + "/invitations";
    }

    private static String link(String room) {
        return "https://visio.example.org/salles/" + room + "/rejoindre";
    }

    private static List<String> fields(Answer refused) {
        return refused.json()
                .path("errors")
                .valueStream()
                .map(e -> e.path("field").asString())
                .toList();
    }

    private static List<String> names(JsonNode invitation) {
        return invitation
                .path("recipients")
                .valueStream()
                .map(r -> r.path("name").asString())
                .toList();
    }

    private Map<String, String> statuses(String room, String invitation) {
        var statuses = new LinkedHashMap<String, String>();
        look(room, invitation)
                .json()
                .path("recipients")
                .forEach(r ->
                        statuses.put(
                                r.path("id").asString(),
                                r.path("status").asString() + " " + r.path("reason")));
        return statuses;
    }

    private void awaitCounts(
            String room, String invitation, int pending, int delivered, int failed) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(look(room, invitation).json().path("counts"))
                                .isEqualTo(
                                        json.valueToTree(
                                                Map.of(
                                                        "pending", pending,
                                                        "delivered", delivered,
                                                        "failed", failed))));
    }

    private List<Heard> told(String room, int howMany) {
        await().atMost(SOON)
                .until(() ->
                        others.typesOf(room).stream().filter("InvitationRequested"::equals).count()
                                >= howMany);
        return others.heardOf(room).stream()
                .filter(heard -> heard.type().equals("InvitationRequested"))
                .toList();
    }

    private void tellDelivered(
            String room, String invitation, long revision, int notice, String recipient) {
        others.tell(
                "notifications.v1",
                "InvitationDelivered",
                result(room, invitation, revision, notice, recipient));
    }

    private void tellFailed(
            String room,
            String invitation,
            long revision,
            int notice,
            String recipient,
            String reason) {
        var data = result(room, invitation, revision, notice, recipient);
        data.put("reason", reason);
        others.tell("notifications.v1", "InvitationFailed", data);
    }

    private static Map<String, Object> result(
            String room, String invitation, long revision, int notice, String recipient) {
        var data = new LinkedHashMap<String, Object>();
        data.put("room", room);
        data.put("invitation", invitation);
        data.put("revision", revision);
        data.put("at", "2026-03-01T12:00:00Z");
        data.put("notice", notice);
        data.put("recipient", recipient);
        return data;
    }

    private static List<Answer> atOnce(int times, Callable<Answer> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(IntStream.range(0, times).mapToObj(_ -> call).toList())
                    .stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
