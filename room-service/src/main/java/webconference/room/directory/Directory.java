package webconference.room.directory;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.Acquaintances;
import webconference.room.Crowd;
import webconference.room.Share;
import webconference.room.User;
import webconference.room.UserId;

/// All people and groups this service knows of: a copy, so that it answers whatever else is down.
///
/// One sees the people of one's own schools, and the adults of the others unless that is switched
/// off; the groups one is in, and those with somebody of one's own schools. Who looks after the
/// platform sees all.
///
/// What only reads needs no transaction of its own: each statement sees what was committed before
/// it.
@Service
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
public class Directory implements Acquaintances {

    private static final int SHORTEST_SEARCH = 2;
    private static final int SHORTEST_SEARCH_OF_ALL = 3;

    private static final String NAMED =
            "to_tsvector('simple', %1$s.search) @@ to_tsquery('simple', :query)";
    private static final String PERSON =
            """
            select p.id, p.name, p.email, p.profile, p.establishments, p.search,
                p.left_at is not null as has_left
            from people p
            """;
    private static final String GROUP =
            """
            select g.id, g.name, g.search, g.size, g.pupils, g.establishments
            from groups g
            """;
    private final JdbcClient jdbc;
    private final Sight sight;
    private final SignInRecords signIns;
    private final Favourites favourites;
    private final DirectoryProperties properties;
    private final Clock clock;

    Directory(
            JdbcClient jdbc,
            Sight sight,
            SignInRecords signIns,
            Favourites favourites,
            DirectoryProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.sight = sight;
        this.signIns = signIns;
        this.favourites = favourites;
        this.properties = properties;
        this.clock = clock;
    }

    /// Takes in what a sign-in tells of somebody; what it does not tell stays as it was.
    ///
    /// @param groups ids and names of the groups they are in; null: nothing was told of groups
    @Transactional
    public void learn(Person person, @Nullable Map<String, String> groups) {
        learn(person, groups, null);
    }

    /// Takes in what a sign-in tells of somebody, unless a later one has told, or a directory that
    /// knows better.
    ///
    /// @param at when they signed in; null: not known
    /// @throws SignInOver if they were erased since
    @Transactional
    public void learn(Person person, @Nullable Map<String, String> groups, @Nullable Instant at) {
        signIns.learn(person, groups, at);
    }

    /// What counts of somebody who is signed in; empty: they are unknown, or were forgotten.
    public Optional<Standing> standing(UserId id) {
        return jdbc.sql(
                        """
                        select p.left_at is not null as has_left, p.establishments,
                            array(select m.group_id from members m where m.person = p.id) as groups
                        from people p where p.id = :id
                        """)
                .param("id", id.value())
                .query(Directory::standing)
                .optional();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return row.getBoolean("has_left")
                ? new Standing(Set.of(), Set.of(), true)
                : new Standing(
                        Set.copyOf(Rows.texts(row, "groups")),
                        Collections.unmodifiableSet(
                                new LinkedHashSet<>(Rows.texts(row, "establishments"))),
                        false);
    }

    /// Those whose name has words that begin as the typed ones do, whatever the order, accents and
    /// capitals; who left comes last. Fewer than two letters find nobody, nor do fewer than three
    /// where all schools are searched.
    ///
    /// @param most how many of each kind, at most
    public Found search(String typed, User by, int most) {
        var words = Words.of(typed);
        var shortest = by.admin() ? SHORTEST_SEARCH_OF_ALL : SHORTEST_SEARCH;
        if (words.stream().mapToInt(String::length).sum() < shortest) {
            return new Found(List.of(), List.of(), List.of(), false, age());
        }
        var query = words.stream().map(w -> "'" + w + "':*").collect(joining(" & "));
        var people = findPeople(query, by, most + 1);
        var groups = findGroups(query, by, most + 1);
        var lists = favourites.find(query, by, most + 1);
        return new Found(
                first(most, people),
                first(most, groups),
                first(most, lists),
                people.size() > most || groups.size() > most || lists.size() > most,
                age());
    }

    private static <T> List<T> first(int most, List<T> found) {
        return found.subList(0, Math.min(most, found.size()));
    }

    /// Each way of being visible is a query of its own, so that each uses its index.
    private List<Person> findPeople(String query, User by, int most) {
        var order = " order by has_left, search, id limit :most";
        var named = PERSON + "where " + NAMED.formatted("p");
        var ofOwnSchools = named + " and " + Sight.PERSON_OF_OWN_SCHOOLS + order;
        var adults = named + " and " + Sight.ADULT + order;
        var sql =
                by.admin()
                        ? named + order
                        : sight.showsAdultsOfAllSchools()
                                ? "(" + ofOwnSchools + ") union (" + adults + ")" + order
                                : ofOwnSchools;
        return sight.as(by, withSchool(sql) + "order by f.has_left, f.search, f.id")
                .param("query", query)
                .param("most", most)
                .query(Rows::person)
                .list();
    }

    private List<Group> findGroups(String query, User by, int most) {
        var order = " order by search, id limit :most";
        var named = GROUP + "where " + NAMED.formatted("g");
        var ofOwnSchools = named + " and " + Sight.GROUP_OF_OWN_SCHOOLS + order;
        var own = named + " and " + Sight.OWN_GROUP + order;
        var sql = by.admin() ? named + order : "(" + ofOwnSchools + ") union (" + own + ")" + order;
        return sight.as(by, withOnlySchool(sql) + "order by f.search, f.id")
                .param("query", query)
                .param("most", most)
                .query(Rows::group)
                .list();
    }

    /// The names of schools come last, to the few that are shown.
    private static String withSchool(String people) {
        return """
        select f.*, e.name as school
        from (%s) f left join establishments e on e.code = f.establishments[1]
        """
                .formatted(people);
    }

    private static String withOnlySchool(String groups) {
        return """
        select f.*, e.name as school
        from (%s) f left join establishments e
            on cardinality(f.establishments) = 1 and e.code = f.establishments[1]
        """
                .formatted(groups);
    }

    private CopyAge age() {
        return jdbc.sql("select read_at, failed_at from directory_reads where source = :source")
                .param("source", Source.LDAP.name())
                .query((row, _) ->
                        age(Rows.instant(row, "read_at"), Rows.instant(row, "failed_at")))
                .optional()
                .orElseGet(() -> new CopyAge(null, false));
    }

    private CopyAge age(@Nullable Instant read, @Nullable Instant failed) {
        var stale =
                read == null
                        || (failed != null && failed.isAfter(read))
                        || read.plus(properties.staleAfter()).isBefore(clock.instant());
        return new CopyAge(read, stale);
    }

    /// Whether a name has words that begin as the typed ones do; nothing typed matches all.
    public static boolean matches(String name, @Nullable String typed) {
        if (typed == null) {
            return true;
        }
        var words = Words.of(name);
        return Words.of(typed).stream()
                .allMatch(t -> words.stream().anyMatch(w -> w.startsWith(t)));
    }

    /// What these people are called; who is unknown is missing.
    public Map<String, String> names(Collection<String> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select id, name from people where id = any (:ids)")
                .param("ids", people.toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getString("id"), row.getString("name")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// These people, also those who left.
    public List<Person> people(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(withSchool(PERSON + "where p.id = any (:ids)"))
                .param("ids", ids.toArray(String[]::new))
                .query(Rows::person)
                .list();
    }

    public List<Group> groups(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(withOnlySchool(GROUP + "where g.id = any (:ids)"))
                .param("ids", ids.toArray(String[]::new))
                .query(Rows::group)
                .list();
    }

    /// What these establishments are called, by their codes; the code, where nobody told a name.
    public Map<String, String> establishments(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select e.code, e.name from establishments e where e.code = any (:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getString("code"), row.getString("name")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// All establishments, by their codes, in the order of their names.
    public List<Establishment> establishments() {
        return jdbc.sql("select e.code, e.name from establishments e order by e.name, e.code")
                .query((row, _) -> new Establishment(row.getString("code"), row.getString("name")))
                .list();
    }

    /// These people and everybody in these groups, each once, in the order of their names. Who left
    /// is not among them.
    public List<Person> everybodyIn(Collection<String> people, Collection<String> groups) {
        return jdbc.sql(
                        withSchool(
                                        PERSON
                                                + """
                                                where p.left_at is null and p.id in (
                                                    select unnest(cast(:people as text[]))
                                                    union
                                                    select m.person from members m
                                                    where m.group_id = any (:groups))
                                                """)
                                + "order by f.search, f.id")
                .param("people", people.toArray(String[]::new))
                .param("groups", groups.toArray(String[]::new))
                .query(Rows::person)
                .list();
    }

    /// Of these groups, those that each of these people is in.
    public Map<String, Set<String>> memberships(
            Collection<String> people, Collection<String> groups) {
        if (people.isEmpty() || groups.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        """
                        select m.person, array_agg(m.group_id) as groups from members m
                        where m.person = any (:people) and m.group_id = any (:groups)
                        group by m.person
                        """)
                .param("people", people.toArray(String[]::new))
                .param("groups", groups.toArray(String[]::new))
                .query((row, _) ->
                        Map.entry(row.getString("person"), Set.copyOf(Rows.texts(row, "groups"))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Crowd crowd(Collection<Share> shares, UserId besides) {
        return jdbc.sql(
                        """
                        select count(*) as people,
                            count(*) filter (where p.profile = 'PUPIL') as pupils
                        from people p
                        where p.left_at is null and p.id in (
                            select unnest(cast(:people as text[]))
                            union
                            select m.person from members m where m.group_id = any (:groups))
                        """)
                .param("people", concat(subjects(shares, Share.Kind.PERSON), besides.value()))
                .param("groups", subjects(shares, Share.Kind.GROUP).toArray(String[]::new))
                .query((row, _) -> new Crowd(row.getInt("people"), row.getInt("pupils")))
                .single();
    }

    private static String[] concat(Set<String> ids, String one) {
        return Stream.concat(ids.stream(), Stream.of(one)).toArray(String[]::new);
    }

    /// Those of the people that do not exist for whoever asks, or do not exist any more: nothing
    /// new may come to them.
    public Set<String> strangers(User by, Set<String> people) {
        return sight.strangers(by, people);
    }

    /// Those of the groups that do not exist for whoever asks.
    public Set<String> strangeGroups(User by, Set<String> groups) {
        return sight.strangeGroups(by, groups);
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

    @Override
    public Set<String> departed(User by, Set<String> people) {
        return sight.departed(by, people);
    }

    private static Set<String> subjects(Collection<Share> shares, Share.Kind kind) {
        return shares.stream().filter(s -> s.kind() == kind).map(Share::subject).collect(toSet());
    }
}
