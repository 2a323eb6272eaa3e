package webconference.room.directory;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.Acquaintances;
import webconference.room.Share;
import webconference.room.User;

/// All people and groups this service knows of.
///
/// One sees the people of one's own schools, and the adults of the others; the groups one is in,
/// and those with somebody of one's own schools. Who looks after the platform sees all.
@Service
@Transactional
public class Directory implements Acquaintances {

    private static final int SHORTEST_SEARCH = 2;
    private static final int MOST_FOUND = 20;

    private static final String VISIBLE_PERSON =
            """
            (:admin or p.establishments && cast(:schools as text[]) or p.profile in ('TEACHER', 'STAFF'))
            """;
    private static final String VISIBLE_GROUP =
            """
            (:admin or exists (
                select from members m join people p on p.id = m.person
                where m.group_id = g.id and (p.id = :me or p.establishments && cast(:schools as text[]))))
            """;
    private static final String GROUP =
            """
            select g.id, g.name, (select count(*) from members m where m.group_id = g.id) as size
            from groups g
            """;

    private final JdbcClient jdbc;

    Directory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes in what a sign-in or the directory file tells of somebody; what it does not tell stays
    /// as it was.
    ///
    /// @param groups ids and names of the groups they are in; null: nothing was told of groups
    public void learn(Person person, @Nullable Map<String, String> groups) {
        jdbc.sql(
                        """
                        insert into people
                            (id, name, email, profile, establishments, establishment_name, search)
                        values (:id, :name, :email, :profile, :schools, :school, :search)
                        on conflict (id) do update set
                            name = excluded.name,
                            search = excluded.search,
                            email = coalesce(excluded.email, people.email),
                            profile = coalesce(excluded.profile, people.profile),
                            establishments = case when cardinality(excluded.establishments) = 0
                                then people.establishments else excluded.establishments end,
                            establishment_name =
                                coalesce(excluded.establishment_name, people.establishment_name)
                        """)
                .param("id", person.id())
                .param("name", person.name())
                .param("email", person.email(), Types.VARCHAR)
                .param("profile", person.profile(), Types.VARCHAR)
                .param("schools", person.establishments().toArray(String[]::new))
                .param("school", person.establishment(), Types.VARCHAR)
                .param("search", Words.indexed(person.name()))
                .update();
        if (groups != null) {
            join(person.id(), groups);
        }
    }

    private void join(String person, Map<String, String> groups) {
        // A sign-in tells ids only: a name that is just the id never replaces a real one. In the
        // order of their ids, so that two sign-ins at once wait for each other in the same order.
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(group ->
                        jdbc.sql(
                                        """
                                        insert into groups (id, name, search)
                                        values (:id, :name, :search)
                                        on conflict (id) do update
                                        set name = excluded.name, search = excluded.search
                                        where excluded.name <> excluded.id
                                            and excluded.name <> groups.name
                                        """)
                                .param("id", group.getKey())
                                .param("name", group.getValue())
                                .param("search", Words.indexed(group.getValue()))
                                .update());
        var ids = groups.keySet().toArray(String[]::new);
        jdbc.sql("delete from members where person = :person and group_id <> all (:groups)")
                .param("person", person)
                .param("groups", ids)
                .update();
        jdbc.sql(
                        """
                        insert into members (group_id, person)
                        select unnest(:groups), :person on conflict do nothing
                        """)
                .param("person", person)
                .param("groups", ids)
                .update();
    }

    /// Those whose name has words that begin as the typed ones do, whatever the order, accents and
    /// capitals. Fewer than two letters find nobody.
    public Found search(String typed, User by) {
        var words = Words.of(typed);
        if (words.stream().mapToInt(String::length).sum() < SHORTEST_SEARCH) {
            return new Found(List.of(), List.of());
        }
        var query = words.stream().map(w -> "'" + w + "':*").collect(joining(" & "));
        var people =
                seenBy(
                                by,
                                """
                                select p.* from people p
                                where to_tsvector('simple', p.search) @@ to_tsquery('simple', :query)
                                    and %s
                                order by p.search, p.id limit :most
                                """
                                        .formatted(VISIBLE_PERSON))
                        .param("query", query)
                        .param("most", MOST_FOUND)
                        .query(Directory::person)
                        .list();
        var groups =
                seenBy(
                                by,
                                GROUP
                                        + """
                                        where to_tsvector('simple', g.search)
                                                @@ to_tsquery('simple', :query)
                                            and %s
                                        order by g.search, g.id limit :most
                                        """
                                                .formatted(VISIBLE_GROUP))
                        .param("query", query)
                        .param("most", MOST_FOUND)
                        .query(Directory::group)
                        .list();
        return new Found(people, groups);
    }

    /// Whether a name has words that begin as the typed ones do; nothing typed matches all.
    public static boolean matches(String name, @Nullable String typed) {
        var words = Words.of(name);
        return typed == null
                || Words.of(typed).stream()
                        .allMatch(t -> words.stream().anyMatch(w -> w.startsWith(t)));
    }

    /// What these people are called; who is unknown is missing.
    public Map<String, String> names(Collection<String> people) {
        return people(people).stream().collect(toMap(Person::id, Person::name));
    }

    public List<Person> people(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select p.* from people p where p.id = any (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(Directory::person)
                .list();
    }

    public List<Group> groups(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(GROUP + "where g.id = any (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(Directory::group)
                .list();
    }

    /// What these establishments are called, by their codes; the code, where nobody told a name.
    public Map<String, String> establishments(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        """
                        select distinct establishments[1] as code, establishment_name as name
                        from people
                        where establishments && cast(:codes as text[]) and establishment_name is not null
                        """)
                .param("codes", codes.toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getString("code"), row.getString("name")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a));
    }

    /// These people and everybody in these groups, each once, in the order of their names.
    public List<Person> everybodyIn(Collection<String> people, Collection<String> groups) {
        return jdbc.sql(
                        """
                        select p.* from people p
                        where p.id = any (:people) or p.id in (
                            select m.person from members m where m.group_id = any (:groups))
                        order by p.search, p.id
                        """)
                .param("people", people.toArray(String[]::new))
                .param("groups", groups.toArray(String[]::new))
                .query(Directory::person)
                .list();
    }

    /// Those of the people that do not exist for whoever asks.
    public Set<String> strangers(User by, Set<String> people) {
        return missing(
                people,
                seenBy(
                        by,
                        "select p.id from people p where p.id = any (:ids) and " + VISIBLE_PERSON));
    }

    /// Those of the groups that do not exist for whoever asks.
    public Set<String> strangeGroups(User by, Set<String> groups) {
        return missing(
                groups,
                seenBy(
                        by,
                        "select g.id from groups g where g.id = any (:ids) and " + VISIBLE_GROUP));
    }

    @Override
    public Set<Share> strangers(User by, Collection<Share> shares) {
        var people = strangers(by, subjects(shares, Share.Kind.PERSON));
        var groups = strangeGroups(by, subjects(shares, Share.Kind.GROUP));
        return shares.stream()
                .filter(share ->
                        switch (share.kind()) {
                            case PERSON -> people.contains(share.subject());
                            case GROUP -> groups.contains(share.subject());
                        })
                .collect(toSet());
    }

    private static Set<String> subjects(Collection<Share> shares, Share.Kind kind) {
        return shares.stream().filter(s -> s.kind() == kind).map(Share::subject).collect(toSet());
    }

    private static Set<String> missing(Set<String> ids, JdbcClient.StatementSpec seen) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        var thinkable = ids.stream().filter(Directory::isThinkable).toArray(String[]::new);
        var there = seen.param("ids", thinkable).query(String.class).set();
        return ids.stream().filter(id -> !there.contains(id)).collect(toSet());
    }

    /// Text that the database cannot hold is nobody's id.
    private static boolean isThinkable(String id) {
        return id.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    }

    private JdbcClient.StatementSpec seenBy(User by, String sql) {
        var spec =
                jdbc.sql(sql)
                        .param("admin", by.admin())
                        .param("schools", by.establishments().toArray(String[]::new));
        return sql.contains(":me") ? spec.param("me", by.id().value()) : spec;
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("profile"),
                texts(row.getArray("establishments")),
                row.getString("establishment_name"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(row.getString("id"), row.getString("name"), row.getInt("size"));
    }
}
