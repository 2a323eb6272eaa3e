package webconference.room.directory;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import webconference.room.User;

/// Who may be found by whom, in the words of the database.
@Component
class Sight {

    private static final String OF_OWN_SCHOOLS = "%s.establishments && cast(:schools as text[])";
    static final String PERSON_OF_OWN_SCHOOLS = OF_OWN_SCHOOLS.formatted("p");
    static final String ADULT = "p.profile in ('TEACHER', 'STAFF')";
    static final String GROUP_OF_OWN_SCHOOLS = OF_OWN_SCHOOLS.formatted("g");
    static final String OWN_GROUP =
            "g.id in (select m.group_id from members m where m.person = :me)";

    private final JdbcClient jdbc;
    private final DirectoryProperties properties;

    Sight(JdbcClient jdbc, DirectoryProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    boolean showsAdultsOfAllSchools() {
        return properties.adultsEverywhere();
    }

    /// A statement that may mention the schools (`:schools`) and the id (`:me`) of whoever asks.
    JdbcClient.StatementSpec as(User by, String sql) {
        var spec = jdbc.sql(sql);
        if (sql.contains(":schools")) {
            spec = spec.param("schools", by.establishments().toArray(String[]::new));
        }
        return sql.contains(":me") ? spec.param("me", by.id().value()) : spec;
    }

    /// Those of the people that do not exist for whoever asks, or do not exist any more.
    Set<String> strangers(User by, Set<String> people) {
        return without(seen(by, people, "p.left_at is null"), people);
    }

    /// Of these people, those who exist for whoever asks and left.
    Set<String> departed(User by, Set<String> people) {
        return seen(by, people, "p.left_at is not null");
    }

    private Set<String> seen(User by, Set<String> people, String who) {
        var visible =
                by.admin()
                        ? ""
                        : showsAdultsOfAllSchools()
                                ? " and (" + PERSON_OF_OWN_SCHOOLS + " or " + ADULT + ")"
                                : " and " + PERSON_OF_OWN_SCHOOLS;
        return these(
                people,
                as(by, "select p.id from people p where p.id = any (:ids) and " + who + visible));
    }

    /// Those of the groups that do not exist for whoever asks.
    Set<String> strangeGroups(User by, Set<String> groups) {
        var visible = by.admin() ? "" : " and (" + GROUP_OF_OWN_SCHOOLS + " or " + OWN_GROUP + ")";
        var seen =
                these(
                        groups,
                        as(by, "select g.id from groups g where g.id = any (:ids)" + visible));
        return without(seen, groups);
    }

    private static Set<String> these(Set<String> ids, JdbcClient.StatementSpec seen) {
        var thinkable = ids.stream().filter(Sight::isThinkable).toArray(String[]::new);
        return thinkable.length == 0
                ? Set.of()
                : Set.copyOf(seen.param("ids", thinkable).query(Rows::text).set());
    }

    private static Set<String> without(Set<String> some, Set<String> all) {
        return all.stream().filter(id -> !some.contains(id)).collect(toSet());
    }

    /// Text that the database cannot hold is nobody's id.
    static boolean isThinkable(String id) {
        return id.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    }
}
