package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.CHLOE;
import static webconference.room.WholeService.TOM;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import webconference.room.WholeService.Answer;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.Someone;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// The lists that people keep for sharing and inviting.
@WholeService
class FavouritesTest {

    private static final String LISTS = "/api/v1/favourites";

    @Autowired @Lazy Api api;
    @Autowired Directory directory;
    @Autowired JdbcClient jdbc;

    private final String only = UUID.randomUUID().toString().substring(0, 8);
    private final String classId = "class-" + only;
    private final String leaId = "lea-" + only;
    private Someone owner = ADA;

    @BeforeEach
    void somebody_with_a_class() {
        List.of(BRUNO, CHLOE, TOM).forEach(someone -> api.get(someone, "/api/v1/me"));
        owner = new Someone("owner-" + only, "Owner", "TEACHER", "0750001A", List.of(), List.of());
        learn(leaId, "Léa Nguyen");
        learn("max-" + only, "Max Roy");
    }

    private void learn(String id, String name) {
        directory.learn(
                new Person(id, name, null, "PUPIL", List.of("0750001A"), "Lycée Hugo"),
                Map.of(classId, "Classe 3B"));
    }

    @Test
    void O29_a_list_is_kept_changed_and_forgotten() {
        var list = create("Mes élèves", "\"bruno\",\"" + leaId + "\"", "\"" + classId + "\"");
        assertThat(list.status()).isEqualTo(201);
        assertThat(list.json().path("size").asInt()).isEqualTo(3); // Bruno, Léa, Max
        assertThat(list.json().path("people")).hasSize(2);
        assertThat(list.text("/members/people/0/name")).isEqualTo("Bruno Petit");
        assertThat(list.text("/members/groups/0/name")).isEqualTo("Classe 3B");
        assertThat(list.json().at("/members/groups/0/pupils").asInt()).isEqualTo(2);

        var changed =
                api.put(owner, LISTS + "/" + list.text("/id"), body("Collègues", "\"bruno\"", ""));
        assertThat(changed.text("/name")).isEqualTo("Collègues");
        assertThat(changed.json().path("groups")).isEmpty();
        assertThat(api.get(owner, LISTS).json().path("favourites")).hasSize(1);

        assertThat(api.delete(owner, LISTS + "/" + list.text("/id")).status()).isEqualTo(204);
        assertThat(api.get(owner, LISTS).json().path("favourites")).isEmpty();
    }

    @Test
    void O14_a_list_is_found_by_its_name_with_people_and_groups() {
        create("Léa et les autres", "\"bruno\"", "\"" + classId + "\"");
        var found = api.get(owner, "/api/v1/directory?search=autres").json();
        assertThat(found.at("/favourites/0/name").asString()).isEqualTo("Léa et les autres");
        assertThat(found.at("/favourites/0/size").asInt()).isEqualTo(3);
        assertThat(api.get(BRUNO, "/api/v1/directory?search=autres").json().path("favourites"))
                .isEmpty();
    }

    @Test
    void D13_a_list_is_its_owners_alone() {
        var id = create("Mes élèves", "\"bruno\"", "").text("/id");
        assertThat(api.put(BRUNO, LISTS + "/" + id, body("Mine", "\"bruno\"", "")).status())
                .isEqualTo(404);
        var refused = api.delete(BRUNO, LISTS + "/" + id);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/type")).isEqualTo("urn:problem:favourite-not-found");
        assertThat(api.get(BRUNO, LISTS).response().body()).doesNotContain(id);
        assertThat(api.get(owner, LISTS).json().path("favourites")).hasSize(1);
    }

    @Test
    void P22_a_list_opens_no_door_to_another_school() {
        assertThat(create("X", "\"tom\"", "").text("/errors/0/field")).isEqualTo("people");
        assertThat(create("X", "", "\"classe-5a\"").text("/errors/0/field")).isEqualTo("groups");

        create("Mes élèves", "\"bruno\",\"" + leaId + "\"", "\"" + classId + "\"");
        var moved = new Someone(owner.id(), "Owner", "TEACHER", "0690002B", List.of(), List.of());
        var list = api.get(moved, LISTS).json().at("/favourites/0");
        assertThat(list.path("people").valueStream().map(p -> p.asString()))
                .containsExactly("bruno");
        assertThat(list.path("groups")).isEmpty();
        assertThat(list.path("size").asInt()).isEqualTo(1);
    }

    @Test
    void O29_who_left_is_shown_as_such_and_not_chosen_by_a_list_any_more() {
        create("Mes élèves", "\"bruno\",\"" + leaId + "\"", "\"" + classId + "\"");
        jdbc.sql("update people set left_at = now(), told_by = 'LDAP' where id = ?")
                .param(leaId)
                .update();
        var list = api.get(owner, LISTS).json().at("/favourites/0");
        assertThat(list.path("people").valueStream().map(p -> p.asString()))
                .containsExactly("bruno");
        assertThat(list.path("size").asInt()).isEqualTo(2); // Bruno, Max
        assertThat(
                        list.at("/members/people")
                                .valueStream()
                                .map(p -> p.path("id").asString() + " " + p.path("left")))
                .containsExactlyInAnyOrder("bruno false", leaId + " true");
    }

    @Test
    void O29_what_is_wrong_with_a_list_is_said_for_each_field() {
        var empty = create(" ", "", "");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.json().path("errors").valueStream().map(e -> e.path("field").asString()))
                .containsExactly("name", "people");
        assertThat(create("x".repeat(51), "\"bruno\"", "").text("/errors/0/message"))
                .contains("50");
        assertThat(create("a\\u0000b", "\"bruno\"", "").text("/errors/0/field")).isEqualTo("name");
    }

    @Test
    void O29_there_are_fifty_lists_at_most() {
        for (var i = 0; i < 50; i++) {
            assertThat(create("Liste " + i, "\"bruno\"", "").status()).isEqualTo(201);
        }
        assertThat(create("Liste 50", "\"bruno\"", "").text("/errors/0/message")).contains("50");
    }

    private Answer create(String name, String people, String groups) {
        return api.post(owner, LISTS, body(name, people, groups));
    }

    private static String body(String name, String people, String groups) {
        return "{\"name\":\"%s\",\"people\":[%s],\"groups\":[%s]}".formatted(name, people, groups);
    }
}
