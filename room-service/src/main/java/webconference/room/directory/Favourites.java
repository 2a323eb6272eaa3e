package webconference.room.directory;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.FieldProblem;
import webconference.room.InputRefused;
import webconference.room.Share;
import webconference.room.User;

/// The lists that people keep for sharing and inviting. Each is its owner's alone, and shows only
/// whom its owner may see now: a list remembers names, it opens no doors.
@Service
@Transactional
public class Favourites {

    private static final int LONGEST_NAME = 50;
    private static final int MOST_LISTS = 50;
    private static final int MOST_SUBJECTS = 200;

    private static final String LIST =
            """
            select f.id, f.name,
                array(select s.subject from favourite_subjects s
                    where s.favourite = f.id and s.kind = 'PERSON') as people,
                array(select s.subject from favourite_subjects s
                    where s.favourite = f.id and s.kind = 'GROUP') as groups
            from favourites f where f.owner = :me
            """;

    private final JdbcClient jdbc;
    private final Sight sight;
    private final Clock clock;

    Favourites(JdbcClient jdbc, Sight sight, Clock clock) {
        this.jdbc = jdbc;
        this.sight = sight;
        this.clock = clock;
    }

    /// All lists of one person, in the order of their names.
    public List<Favourite> of(User owner) {
        return seen(owner, sight.as(owner, LIST + "order by f.search, f.id"));
    }

    /// Of the lists with these ids, those that are this person's own.
    public List<Favourite> of(User owner, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : seen(
                        owner,
                        sight.as(owner, LIST + "and f.id = any (:ids) order by f.search, f.id")
                                .param("ids", ids.toArray(UUID[]::new)));
    }

    List<Favourite> find(String query, User owner, int most) {
        return seen(
                owner,
                sight.as(
                                owner,
                                LIST
                                        + """
                                        and to_tsvector('simple', f.search)
                                            @@ to_tsquery('simple', :query)
                                        order by f.search, f.id limit :most
                                        """)
                        .param("query", query)
                        .param("most", most));
    }

    /// @throws InputRefused with a sentence for each faulty field
    public Favourite create(FavouriteDraft draft, User owner) {
        var name = check(draft, owner);
        var count =
                jdbc.sql("select count(*) from favourites where owner = :owner")
                        .param("owner", owner.id().value())
                        .query(Integer.class)
                        .single();
        if (count >= MOST_LISTS) {
            throw new InputRefused(FieldProblem.of("name", "lists-many", MOST_LISTS));
        }
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into favourites (id, owner, name, search, created_at)
                        values (:id, :owner, :name, :search, :at)
                        """)
                .param("id", id)
                .param("owner", owner.id().value())
                .param("name", name)
                .param("search", Words.indexed(name))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        keep(id, draft);
        return get(id, owner);
    }

    /// @throws FavouriteNotFound if it is not theirs
    /// @throws InputRefused with a sentence for each faulty field
    public Favourite change(UUID id, FavouriteDraft draft, User owner) {
        get(id, owner);
        var name = check(draft, owner);
        jdbc.sql("update favourites set name = :name, search = :search where id = :id")
                .param("id", id)
                .param("name", name)
                .param("search", Words.indexed(name))
                .update();
        jdbc.sql("delete from favourite_subjects where favourite = :id").param("id", id).update();
        keep(id, draft);
        return get(id, owner);
    }

    /// @throws FavouriteNotFound if it is not theirs
    public void delete(UUID id, User owner) {
        var deleted =
                jdbc.sql("delete from favourites where id = :id and owner = :owner")
                        .param("id", id)
                        .param("owner", owner.id().value())
                        .update();
        if (deleted == 0) {
            throw new FavouriteNotFound(id);
        }
    }

    private Favourite get(UUID id, User owner) {
        return of(owner, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new FavouriteNotFound(id));
    }

    private void keep(UUID id, FavouriteDraft draft) {
        keep(id, Share.Kind.PERSON, draft.people());
        keep(id, Share.Kind.GROUP, draft.groups());
    }

    private void keep(UUID id, Share.Kind kind, Set<String> subjects) {
        jdbc.sql(
                        """
                        insert into favourite_subjects (favourite, kind, subject)
                        select :id, :kind, unnest(cast(:subjects as text[]))
                        """)
                .param("id", id)
                .param("kind", kind.name())
                .param("subjects", subjects.toArray(String[]::new))
                .update();
    }

    private String check(FavouriteDraft draft, User owner) {
        var problems = new ArrayList<FieldProblem>();
        var name = name(draft.name(), problems);
        sight.strangers(owner, draft.people())
                .forEach(s -> problems.add(FieldProblem.of("people", "subject-unknown", s)));
        sight.strangeGroups(owner, draft.groups())
                .forEach(s -> problems.add(FieldProblem.of("groups", "subject-unknown", s)));
        var subjects = draft.people().size() + draft.groups().size();
        if (subjects == 0) {
            problems.add(FieldProblem.of("people", "list-empty"));
        } else if (subjects > MOST_SUBJECTS) {
            problems.add(FieldProblem.of("people", "list-long", MOST_SUBJECTS));
        }
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
        return name;
    }

    private static String name(@Nullable String typed, List<FieldProblem> problems) {
        var name = typed == null ? "" : typed.strip();
        if (name.isEmpty()) {
            problems.add(FieldProblem.of("name", "list-name-empty"));
        } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            problems.add(FieldProblem.of("name", "name-long", LONGEST_NAME));
        } else if (name.chars().anyMatch(Character::isISOControl) || !Sight.isThinkable(name)) {
            problems.add(FieldProblem.of("name", "name-unprintable"));
        }
        return name;
    }

    private record Stored(UUID id, String name, List<String> people, List<String> groups) {}

    /// As many statements for one list as for all.
    private List<Favourite> seen(User owner, JdbcClient.StatementSpec lists) {
        var stored =
                lists.query((row, _) ->
                                new Stored(
                                        row.getObject("id", UUID.class),
                                        row.getString("name"),
                                        Rows.texts(row, "people"),
                                        Rows.texts(row, "groups")))
                        .list();
        if (stored.isEmpty()) {
            return List.of();
        }
        var people = all(stored.stream().map(Stored::people));
        var strangers = sight.strangers(owner, people);
        var departed = sight.departed(owner, people);
        var strangeGroups = sight.strangeGroups(owner, all(stored.stream().map(Stored::groups)));
        var shown =
                stored.stream()
                        .map(s ->
                                new Favourite(
                                        s.id(),
                                        s.name(),
                                        without(strangers, s.people()),
                                        without(strangeGroups, s.groups()),
                                        s.people().stream()
                                                .filter(departed::contains)
                                                .collect(toSet()),
                                        0))
                        .toList();
        var sizes = sizes(shown);
        return shown.stream()
                .map(f ->
                        new Favourite(
                                f.id(),
                                f.name(),
                                f.people(),
                                f.groups(),
                                f.left(),
                                sizes.getOrDefault(f.id(), 0)))
                .toList();
    }

    private static Set<String> all(Stream<List<String>> ids) {
        var all = new HashSet<String>();
        ids.forEach(all::addAll);
        return all;
    }

    private static Set<String> without(Set<String> strangers, List<String> ids) {
        return ids.stream().filter(id -> !strangers.contains(id)).collect(toSet());
    }

    private Map<UUID, Integer> sizes(List<Favourite> lists) {
        var ids = new ArrayList<UUID>();
        var people = new ArrayList<@Nullable String>();
        var groups = new ArrayList<@Nullable String>();
        for (var list : lists) {
            for (var person : list.people()) {
                ids.add(list.id());
                people.add(person);
                groups.add(null);
            }
            for (var group : list.groups()) {
                ids.add(list.id());
                people.add(null);
                groups.add(group);
            }
        }
        return jdbc
                .sql(
                        """
                        with wanted as (
                            select * from unnest(
                                cast(:ids as uuid[]), cast(:people as text[]),
                                cast(:groups as text[])) as w(list, person, in_group))
                        select w.list, count(distinct p.id) as size
                        from (
                            select list, person from wanted where person is not null
                            union
                            select list, m.person
                            from wanted join members m on m.group_id = in_group) w
                            join people p on p.id = w.person and p.left_at is null
                        group by w.list
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("people", people.toArray(String[]::new))
                .param("groups", groups.toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getObject("list", UUID.class), row.getInt("size")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
