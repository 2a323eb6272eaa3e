package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.TOM;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// What the dialog « Partager la salle » shows before and after somebody presses « Enregistrer ».
@WholeService
class SharingTest {

    @Autowired @Lazy Api api;
    @Autowired Directory directory;
    @Autowired JdbcClient jdbc;

    private final String only = UUID.randomUUID().toString().substring(0, 8);
    private final String classId = "class-" + only;
    private final String teamId = "team-" + only;
    private final String leaId = "lea-" + only;
    private final String paulId = "paul-" + only;
    private String room = "";

    @BeforeEach
    void a_class_a_team_and_a_room() {
        List.of(ADA, BRUNO, CHLOE, TOM).forEach(someone -> api.get(someone, "/api/v1/me"));
        learn(leaId, "Léa Nguyen", "PUPIL", Map.of(classId, "Classe 3B"));
        learn("max-" + only, "Max Roy", "PUPIL", Map.of(classId, "Classe 3B", teamId, "Équipe"));
        learn(paulId, "Paul Roy", "TEACHER", Map.of(teamId, "Équipe"));
        room = api.room(ADA, "Physique");
    }

    private void learn(String id, String name, String profile, Map<String, String> groups) {
        directory.learn(
                new Person(id, name, null, profile, List.of("0750001A"), "Lycée Hugo"), groups);
    }

    @Test
    void S45_the_effect_counts_everybody_once_and_pupils_apart() {
        var effect =
                effect(
                        ADA,
                        person(paulId, "MODERATOR"),
                        person("ada", "MANAGER"),
                        group(classId, "MODERATOR"),
                        group(teamId, "MANAGER"));
        assertThat(effect.path("people").asInt()).isEqualTo(4); // Ada, Paul, Léa, Max
        assertThat(effect.path("pupils").asInt()).isEqualTo(2);
        assertThat(effect.path("loseMyself").asBoolean()).isFalse();
        assertThat(shares(ADA).path("shares")).isEmpty();
    }

    @Test
    void S45_whom_one_cannot_see_has_no_effect_to_be_told() {
        var refused = api.post(ADA, path("/effect"), body(null, null, person("tom", "MANAGER")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("shares");
    }

    @Test
    void S45_a_group_says_how_many_pupils_it_makes_moderators() {
        share(ADA, group(classId, "MODERATOR"));
        var group = shares(ADA).at("/shares/0");
        assertThat(group.path("size").asInt()).isEqualTo(2);
        assertThat(group.path("pupils").asInt()).isEqualTo(2);
        assertThat(group.path("establishment").asString()).isEqualTo("Lycée Hugo");
    }

    @Test
    void S50_a_manager_does_not_remove_himself_by_accident() {
        share(ADA, person("bruno", "MANAGER"), person("chloe", "MODERATOR"));
        assertThat(effect(BRUNO, person("chloe", "MODERATOR")).path("loseMyself").asBoolean())
                .isTrue();
        var refused = put(BRUNO, null, null, person("chloe", "MODERATOR"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:would-lose-room");
        assertThat(api.seen(BRUNO, room).path("role").asString()).isEqualTo("MANAGER");
    }

    @Test
    void S50_a_manager_who_says_so_leaves_the_room() {
        share(ADA, person("bruno", "MANAGER"));
        assertThat(put(BRUNO, null, true).status()).isEqualTo(200);
        assertThat(api.get(BRUNO, "/api/v1/rooms/" + room).status()).isEqualTo(404);
    }

    @Test
    void S50_who_stays_by_a_group_loses_nothing() {
        share(ADA, person("bruno", "MANAGER"), group("equipe-3b", "MODERATOR"));
        assertThat(put(BRUNO, null, null, group("equipe-3b", "MODERATOR")).status()).isEqualTo(200);
        assertThat(api.seen(BRUNO, room).path("role").asString()).isEqualTo("MODERATOR");
    }

    @Test
    void S51_a_role_that_a_group_gives_in_any_case_names_the_group() {
        share(
                ADA,
                person(paulId, "MODERATOR"),
                person(leaId, "MANAGER"),
                group(classId, "MODERATOR"),
                group(teamId, "MANAGER"));
        assertThat(row(paulId).path("through").asString()).isEqualTo("Équipe");
        assertThat(row(leaId).path("through").isNull()).isTrue(); // her class is less
    }

    @Test
    void S50_a_conflict_shows_what_others_made_of_it() {
        var version = shares(ADA).path("sharesVersion").asLong();
        share(ADA, person("bruno", "MANAGER"));
        var stale = put(ADA, version, null, person("chloe", "MODERATOR"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("/type")).isEqualTo("urn:problem:stale-settings");
        assertThat(stale.text("/current/id")).isEqualTo(room);
        assertThat(stale.text("/currentShares/shares/0/name")).isEqualTo("Bruno Petit");
        assertThat(stale.json().at("/currentShares/sharesVersion").asLong()).isGreaterThan(version);
        assertThat(stale.text("/currentShares/changed/by/name")).isEqualTo("Ada Diallo");
        assertThat(stale.text("/currentShares/changed/at")).isNotEmpty();
    }

    @Test
    void of_a_room_that_was_never_shared_nobody_is_said_to_have_changed_the_shares() {
        assertThat(shares(ADA).path("changed").isNull()).isTrue();
    }

    @Test
    void O30_a_manager_who_shares_sees_the_icon_right_at_once() {
        share(ADA, person("bruno", "MANAGER"));
        var shared =
                put(BRUNO, null, null, person("bruno", "MANAGER"), person("chloe", "MODERATOR"));
        assertThat(shared.json().at("/shares/people").asInt()).isEqualTo(2);
        assertThat(api.seen(ADA, room).at("/shares/people").asInt()).isEqualTo(2);
    }

    @Test
    void S46_somebody_is_shared_with_before_they_ever_signed_in() {
        var newcomer = "new-" + only;
        learn(newcomer, "Inès Neuve", "TEACHER", Map.of());
        share(ADA, person(newcomer, "MODERATOR"));
        var ines = new Someone(newcomer, "Inès Neuve", "TEACHER", "0750001A", List.of(), List.of());
        assertThat(api.seen(ines, room).path("role").asString()).isEqualTo("MODERATOR");
    }

    @Test
    void D38_a_moderator_who_may_make_no_rooms_uses_those_that_are_shared() {
        share(ADA, group(classId, "MODERATOR"));
        var lea =
                new Someone(leaId, "Léa Nguyen", "PUPIL", "0750001A", List.of(classId), List.of());
        assertThat(api.post(lea, "/api/v1/rooms", "{\"name\":\"X\"}").status()).isEqualTo(403);
        assertThat(api.put(lea, "/api/v1/rooms/" + room + "/opening", null).status())
                .isEqualTo(200);
    }

    @Test
    void S50_who_left_keeps_the_row_greyed_and_nothing_new() {
        share(ADA, person(leaId, "MODERATOR"));
        leaves(leaId);
        assertThat(row(leaId).path("left").asBoolean()).isTrue();
        share(ADA, person(leaId, "MODERATOR"), person("bruno", "MODERATOR"));
        var refused = put(ADA, null, null, person(leaId, "MANAGER"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/message")).contains("désactivé");
        assertThat(effect(ADA, person(leaId, "MODERATOR")).path("people").asInt()).isEqualTo(1);
    }

    @Test
    void D39_who_left_loses_what_a_group_gave_at_once() {
        share(ADA, group(teamId, "MODERATOR"));
        var paul =
                new Someone(paulId, "Paul Roy", "TEACHER", "0750001A", List.of(teamId), List.of());
        assertThat(api.get(paul, "/api/v1/rooms/" + room).status()).isEqualTo(200);
        leaves(paulId);
        assertThat(api.get(paul, "/api/v1/rooms/" + room).status()).isEqualTo(404);
        assertThat(api.get(paul, "/api/v1/rooms").json().path("rooms")).isEmpty();
    }

    /// As a reading of the directory leaves it that does not find them any more.
    private void leaves(String person) {
        jdbc.sql("update people set left_at = now(), told_by = 'LDAP' where id = ?")
                .param(person)
                .update();
    }

    private JsonNode row(String id) {
        return shares(ADA)
                .path("shares")
                .valueStream()
                .filter(s -> s.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode shares(Someone as) {
        return api.get(as, path("")).json();
    }

    private JsonNode effect(Someone as, String... shares) {
        var answer = api.post(as, path("/effect"), body(null, null, shares));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private void share(Someone as, String... shares) {
        assertThat(put(as, null, null, shares).status()).isEqualTo(200);
    }

    private Answer put(
            Someone as, @Nullable Long version, @Nullable Boolean leaving, String... shares) {
        return api.put(as, path(""), body(version, leaving, shares));
    }

    private String path(String rest) {
        return "/api/v1/rooms/" + room + "/shares" + rest;
    }

    private static String body(
            @Nullable Long version, @Nullable Boolean leaving, String... shares) {
        return "{\"shares\":[%s],\"sharesVersion\":%s,\"leaveRoom\":%s}"
                .formatted(String.join(",", shares), version, leaving);
    }

    private static String person(String id, String role) {
        return "{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"%s\"}".formatted(id, role);
    }

    private static String group(String id, String role) {
        return "{\"kind\":\"GROUP\",\"id\":\"%s\",\"role\":\"%s\"}".formatted(id, role);
    }
}
