package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.TOM;
import static webconference.room.WholeService.ZOE;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// Finding people and groups, sharing with them, writing to them.
@WholeService
class PeopleTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired Directory directory;
    @Autowired MovableClock clock;

    @BeforeEach
    void everybody_has_been_here() {
        clock.advance(Duration.ofDays(2)); // beyond everybody's quota of invitations
        for (var someone : List.of(ADA, BRUNO, CHLOE, ZOE, TOM, SAM)) {
            api.get(someone, "/api/v1/me");
        }
        learn("lea", "Léa Nguyen", "0750001A", Map.of("classe-3b", "Classe 3B"));
        learn("yanis", "Yanis Faure", "0750001A", Map.of("classe-3b", "Classe 3B"));
        learn("zoe", "Zoé Bernard", "0750001A", Map.of("classe-3b", "Classe 3B"));
        learn("anne", "Anne-Cécile D'Œuvre Ñandú", "0750001A", null);
    }

    private void learn(
            String id, String name, String school, @Nullable Map<String, String> groups) {
        directory.learn(
                new Person(
                        id, name, id + "@school.example", "PUPIL", List.of(school), "Lycée Hugo"),
                groups);
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.reset();
    }

    // The directory

    @ParameterizedTest
    @CsvSource({
        "bruno petit,bruno",
        "PETIT bru,bruno",
        "pet,bruno",
        "zoe,zoe",
        "ZOÉ,zoe",
        "bernard zoé,zoe",
        "chloe,chloe",
        "nguy,lea",
        "cécile ann,anne",
        "oeuv,anne",
        "nandu,anne",
        "d'œuvre,anne",
    })
    void S45_people_are_found_without_accents_in_any_order(String typed, String person) {
        assertThat(found(ADA, typed, "people")).contains(person);
    }

    @ParameterizedTest
    @CsvSource({"b", "é", "' '", "!", "brunette", "' & | ! ( ) : * '", "'a'':*'"})
    void too_little_or_nothing_like_it_finds_nobody(String typed) {
        assertThat(found(ADA, typed, "people")).doesNotContain("bruno");
    }

    @Test
    void S48_groups_are_found_with_their_size() {
        var found = search(ADA, "classe");
        var group = found.path("groups").get(0);
        assertThat(group.path("id").asString()).isEqualTo("classe-3b");
        assertThat(group.path("name").asString()).isEqualTo("Classe 3B");
        assertThat(group.path("size").asInt()).isEqualTo(3);
    }

    @Test
    void S42_pupils_and_groups_of_other_schools_are_not_found() {
        assertThat(found(ADA, "roux", "people")).isEmpty();
        assertThat(found(CHLOE, "roux", "people")).containsExactly("tom");
        assertThat(found(ADA, "5a", "groups")).isEmpty();
        assertThat(found(CHLOE, "5a", "groups")).containsExactly("classe-5a");
        assertThat(found(ADA, "chloe", "people")).containsExactly("chloe");
        assertThat(found(SAM, "roux", "people")).containsExactly("tom");
    }

    @Test
    void D18_O6_one_is_told_of_ones_own_schools_by_their_names() {
        var me = api.get(ADA, "/api/v1/me").json();
        assertThat(me.path("profile").asString()).isEqualTo("TEACHER");
        assertThat(me.path("establishments").toString())
                .isEqualTo("[{\"id\":\"0750001A\",\"name\":\"Lycée Hugo\"}]");
        assertThat(me.path("referentOf")).isEmpty();
    }

    @Test
    void O14_a_search_says_that_no_directory_is_read_again_and_again() {
        var found = search(ADA, "classe");
        assertThat(found.path("asOf").isNull()).isTrue();
        assertThat(found.path("stale").asBoolean()).isFalse();
        assertThat(found.at("/groups/0/establishment").asString()).isEqualTo("Lycée Hugo");
    }

    @ParameterizedTest
    @CsvSource({"0", "51", "x"})
    void O14_a_limit_that_makes_no_sense_is_refused(String limit) {
        var refused = api.get(ADA, "/api/v1/directory?search=classe&limit=" + limit);
        assertThat(refused.status()).isEqualTo(400);
    }

    private JsonNode search(Someone as, String typed) {
        return api.get(
                        as,
                        "/api/v1/directory?search="
                                + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .json();
    }

    private List<String> found(Someone as, String typed, String kind) {
        return search(as, typed)
                .path(kind)
                .valueStream()
                .map(p -> p.path("id").asString())
                .toList();
    }

    // Shares

    @Test
    void S11_S45_a_room_is_shared_with_people_and_groups_and_shows_it() {
        var room = api.room(ADA, "Physique");
        var shared =
                shares(
                        ADA,
                        room,
                        """
                        [{"kind":"PERSON","id":"bruno","role":"MANAGER"},
                         {"kind":"GROUP","id":"classe-3b","role":"MODERATOR"}]
                        """);
        assertThat(shared.json().at("/shares/people").asInt()).isEqualTo(1);
        assertThat(shared.json().at("/shares/groups").asInt()).isEqualTo(1);
        var list = api.get(BRUNO, "/api/v1/rooms/" + room + "/shares").json();
        assertThat(list.at("/owner/name").asString()).isEqualTo("Ada Diallo");
        assertThat(list.at("/shares/0/name").asString()).isEqualTo("Bruno Petit");
        assertThat(list.at("/shares/0/role").asString()).isEqualTo("MANAGER");
        assertThat(list.at("/shares/1/name").asString()).isEqualTo("Classe 3B");
        assertThat(list.at("/shares/1/size").asInt()).isEqualTo(3);
        assertThat(api.seen(ZOE, room).path("role").asString()).isEqualTo("MODERATOR");
        assertThat(shares(ADA, room, "[]").json().at("/shares/people").asInt()).isZero();
    }

    @Test
    void S48_a_manager_shares_on() {
        var room = api.room(ADA, "Physique");
        shares(ADA, room, "[{\"kind\":\"PERSON\",\"id\":\"bruno\",\"role\":\"MANAGER\"}]");
        var on =
                shares(
                        BRUNO,
                        room,
                        """
                        [{"kind":"PERSON","id":"bruno","role":"MANAGER"},
                         {"kind":"PERSON","id":"chloe","role":"MODERATOR"}]
                        """);
        assertThat(on.status()).isEqualTo(200);
        assertThat(api.seen(CHLOE, room).path("role").asString()).isEqualTo("MODERATOR");
    }

    @Test
    void S50_changes_of_shares_based_on_older_ones_are_refused() {
        var room = api.room(ADA, "Physique");
        var version =
                api.get(ADA, "/api/v1/rooms/" + room + "/shares")
                        .json()
                        .path("sharesVersion")
                        .asLong();
        shares(ADA, room, "[{\"kind\":\"PERSON\",\"id\":\"bruno\",\"role\":\"MANAGER\"}]");
        var stale =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room + "/shares",
                        "{\"shares\":[],\"sharesVersion\":%d}".formatted(version));
        assertThat(stale.status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"PERSON,nobody", "GROUP,no-group", "PERSON,tom", "GROUP,classe-5a"})
    void a_room_is_not_shared_with_whom_one_cannot_see(String kind, String id) {
        var room = api.room(ADA, "Physique");
        var refused =
                shares(
                        ADA,
                        room,
                        "[{\"kind\":\"%s\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]"
                                .formatted(kind, id));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("shares");
    }

    @Test
    void owner_and_admin_are_no_roles_to_share() {
        var room = api.room(ADA, "Physique");
        for (var role : List.of("OWNER", "ADMIN", "PARTICIPANT")) {
            var refused =
                    shares(
                            ADA,
                            room,
                            "[{\"kind\":\"PERSON\",\"id\":\"bruno\",\"role\":\"%s\"}]"
                                    .formatted(role));
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    private Answer shares(Someone as, String room, String shares) {
        return api.put(
                as, "/api/v1/rooms/" + room + "/shares", "{\"shares\":%s}".formatted(shares));
    }

    // Invitations

    @Test
    void S38_S39_S42_each_person_is_written_to_once_with_the_words_of_the_sender() {
        var room = api.room(ADA, "Physique");
        var link = link(room);
        var invited =
                invite(
                        ADA,
                        room,
                        """
                        [{"kind":"GROUP","id":"classe-3b"},{"kind":"PERSON","id":"zoe"},
                         {"kind":"PERSON","id":"zoe"}]
                        """,
                        "Cours",
                        "<p onclick='x()'>Venez <b>tous</b> : <a href='"
                                + link
                                + "'>la salle</a></p>");
        assertThat(invited.status()).isEqualTo(202);
        assertThat(invited.json().path("recipients")).hasSize(3);
        assertThat(invited.text("/recipients/0/status")).isEqualTo("PENDING");
        await().atMost(SOON).until(() -> others.typesOf(room).contains("InvitationRequested"));
        var told = others.heardOf(room).getFirst();
        assertThat(told.topic()).isEqualTo("invitations.v1");
        assertThat(told.data().path("subject").asString()).isEqualTo("Cours");
        assertThat(told.data().path("html").asString())
                .contains("<b>tous</b>", link)
                .doesNotContain("onclick");
        assertThat(told.data().path("text").asString())
                .isEqualTo("Venez tous : la salle (" + link + ")");
        assertThat(told.data().at("/by/email").asString()).isEqualTo("ada@school.example");
        assertThat(told.data().path("recipients")).hasSize(3);
    }

    @Test
    void D30_what_became_of_each_message_is_shown() {
        var room = api.room(ADA, "Physique");
        var invitation =
                invite(
                                ADA,
                                room,
                                "[{\"kind\":\"GROUP\",\"id\":\"classe-3b\"}]",
                                "Cours",
                                link(room))
                        .text("/id");
        tell("InvitationDelivered", room, invitation, 1, "zoe", null);
        tell("InvitationFailed", room, invitation, 2, "lea", "REFUSED");
        tell("InvitationFailed", room, invitation, 2, "lea", "REFUSED");
        tell("InvitationFailed", room, invitation, 3, "zoe", "UNREACHABLE");
        await().atMost(SOON)
                .untilAsserted(() -> {
                    var statuses = new LinkedHashMap<String, String>();
                    api.get(ADA, "/api/v1/rooms/" + room + "/invitations")
                            .json()
                            .at("/invitations/0/recipients")
                            .forEach(r ->
                                    statuses.put(
                                            r.path("id").asString(),
                                            r.path("status").asString() + " " + r.path("reason")));
                    assertThat(statuses)
                            .containsExactlyInAnyOrderEntriesOf(
                                    Map.of(
                                            "zoe", "DELIVERED null",
                                            "lea", "FAILED \"REFUSED\"",
                                            "yanis", "PENDING null"));
                });
    }

    private void tell(
            String type,
            String room,
            String invitation,
            long revision,
            String recipient,
            @Nullable String reason) {
        var data = new LinkedHashMap<String, Object>();
        data.put("room", room);
        data.put("invitation", invitation);
        data.put("revision", revision);
        data.put("at", "2026-03-01T12:00:00Z");
        data.put("recipient", recipient);
        if (reason != null) {
            data.put("reason", reason);
        }
        others.tell("notifications.v1", type, data);
    }

    @Test
    void S41_what_is_missing_is_said_for_each_field() {
        var room = api.room(ADA, "Physique");
        var refused = invite(ADA, room, "[]", " ", "<p>Bonjour</p>");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:invitation-incomplete");
        assertThat(refused.json().path("errors").valueStream().map(e -> e.path("field").asString()))
                .containsExactly("recipients", "subject", "body");
        assertThat(refused.json().path("errors").toString())
                .contains(
                        "aucun destinataire", "pas d'objet", "ne contient pas le lien de la salle");
        var elsewhere =
                invite(
                        ADA,
                        room,
                        "[{\"kind\":\"PERSON\",\"id\":\"zoe\"}]",
                        "x",
                        link(room) + " https://evil.example");
        assertThat(elsewhere.text("/errors/0/field")).isEqualTo("body");
        var header =
                invite(
                        ADA,
                        room,
                        "[{\"kind\":\"PERSON\",\"id\":\"zoe\"}]",
                        "x\\r\\nBcc: all@school.example",
                        link(room));
        assertThat(header.text("/errors/0/field")).isEqualTo("subject");
    }

    @Test
    void D11_nobody_is_written_to_whom_the_sender_cannot_see() {
        var room = api.room(ADA, "Physique");
        var refused = invite(ADA, room, "[{\"kind\":\"PERSON\",\"id\":\"tom\"}]", "x", link(room));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("recipients");
    }

    @Test
    void P14_one_does_not_write_more_often_than_ten_times_an_hour() {
        var room = api.room(BRUNO, "Physique");
        for (var i = 0; i < 10; i++) {
            assertThat(toZoe(room).status()).isEqualTo(202);
        }
        var refused = toZoe(room);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("3600");
        clock.advance(Duration.ofMinutes(61));
        assertThat(toZoe(room).status()).isEqualTo(202);
    }

    @Test
    void P14_two_hundred_recipients_are_the_most() {
        var group = "big-" + UUID.randomUUID();
        for (var i = 0; i < 201; i++) {
            learn(group + i, "Somebody " + i, "0750001A", Map.of(group, "Big"));
        }
        var room = api.room(ADA, "Physique");
        var refused =
                invite(
                        ADA,
                        room,
                        "[{\"kind\":\"GROUP\",\"id\":\"%s\"}]".formatted(group),
                        "x",
                        link(room));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/message")).contains("200");
    }

    private Answer toZoe(String room) {
        return invite(BRUNO, room, "[{\"kind\":\"PERSON\",\"id\":\"zoe\"}]", "x", link(room));
    }

    private Answer invite(Someone as, String room, String to, String subject, String body) {
        return api.post(
                as,
                "/api/v1/rooms/" + room + "/invitations",
                "{\"recipients\":%s,\"subject\":\"%s\",\"body\":\"%s\"}"
                        .formatted(to, subject, body));
    }

    private static String link(String room) {
        return "https://visio.example.org/salles/" + room + "/rejoindre";
    }
}
