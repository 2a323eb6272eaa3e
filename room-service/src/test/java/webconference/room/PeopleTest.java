package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.SAM;
import static webconference.room.WholeService.TOM;
import static webconference.room.WholeService.ZOE;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// Finding people and groups, and sharing with them.
@WholeService
class PeopleTest {

    @Autowired @Lazy Api api;
    @Autowired Directory directory;

    @BeforeEach
    void everybody_has_been_here() {
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
                .isEqualTo("[{\"id\":\"0750001A\",\"name\":\"Lycée Hugo\",\"publicLinks\":true}]");
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
}
