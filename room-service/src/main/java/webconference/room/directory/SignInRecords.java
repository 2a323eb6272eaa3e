package webconference.room.directory;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What sign-ins tell of people. Rows are taken in the same order by all who write them, people
/// first and then groups by their ids, so that nobody waits in a circle.
@Component
class SignInRecords {

    private final JdbcClient jdbc;
    private final GroupFigures figures;
    private final ApplicationEventPublisher events;

    SignInRecords(JdbcClient jdbc, GroupFigures figures, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.events = events;
    }

    private record Before(
            @Nullable String toldBy,
            @Nullable Instant toldAt,
            @Nullable String profile,
            List<String> establishments,
            boolean left) {

        /// A directory that is read again and again knows better, and so does a later sign-in.
        boolean isOvertakenBy(@Nullable Instant at) {
            return !Source.LDAP.name().equals(toldBy)
                    && (at == null || toldAt == null || !at.isBefore(toldAt));
        }

        boolean differsFrom(Person told) {
            return left
                    || (told.profile() != null && !told.profile().equals(profile))
                    || (!told.establishments().isEmpty()
                            && !told.establishments().equals(establishments));
        }
    }

    void learn(Person person, @Nullable Map<String, String> groups, @Nullable Instant at) {
        var before =
                jdbc.sql(
                                """
                                select told_by, told_at, profile, establishments,
                                    left_at is not null as has_left
                                from people where id = :id for update
                                """)
                        .param("id", person.id())
                        .query((row, _) ->
                                new Before(
                                        row.getString("told_by"),
                                        Rows.instant(row, "told_at"),
                                        row.getString("profile"),
                                        Rows.texts(row, "establishments"),
                                        row.getBoolean("has_left")))
                        .optional();
        if (before.isPresent() && !before.get().isOvertakenBy(at)) {
            return;
        }
        if (before.isEmpty() && wasErasedSince(person.id(), at)) {
            throw new SignInOver();
        }
        name(person);
        write(person, at);
        var touched = groups == null ? new HashSet<String>() : join(person.id(), groups);
        var changed = !touched.isEmpty();
        if (before.isPresent() && before.get().differsFrom(person)) {
            touched.addAll(groupsOf(person.id()));
            changed = true;
        }
        figures.follow(touched);
        if (before.isPresent() && changed) {
            events.publishEvent(new PeopleChanged(Set.of(person.id())));
        }
    }

    /// The provider's clock may be a little ahead of ours.
    private boolean wasErasedSince(String person, @Nullable Instant signedIn) {
        return jdbc.sql(
                        """
                        select count(*) > 0 from erased_people
                        where mark = encode(sha256(convert_to(:person, 'UTF8')), 'hex')
                            and (cast(:at as timestamptz) is null
                                or erased_at > cast(:at as timestamptz) - interval '1 minute')
                        """)
                .param("person", person)
                .param(
                        "at",
                        signedIn == null ? null : signedIn.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Boolean.class)
                .single();
    }

    /// A sign-in tells codes only: a name that is just the code never replaces a real one.
    private void name(Person person) {
        var school = person.establishment();
        var codes = person.establishments();
        for (var i = 0; i < codes.size(); i++) {
            jdbc.sql(
                            """
                            insert into establishments (code, name) values (:code, :name)
                            on conflict (code) do update set name = excluded.name
                            where excluded.name <> excluded.code
                                and excluded.name <> establishments.name
                            """)
                    .param("code", codes.get(i))
                    .param("name", i == 0 && school != null ? school : codes.get(i))
                    .update();
        }
    }

    private void write(Person person, @Nullable Instant at) {
        jdbc.sql(
                        """
                        insert into people
                            (id, name, email, profile, establishments, search, told_at)
                        values (:id, :name, :email, :profile, :schools, :search, :at)
                        on conflict (id) do update set
                            name = excluded.name,
                            search = excluded.search,
                            email = coalesce(excluded.email, people.email),
                            profile = coalesce(excluded.profile, people.profile),
                            establishments = case when cardinality(excluded.establishments) = 0
                                then people.establishments else excluded.establishments end,
                            told_at = coalesce(excluded.told_at, people.told_at),
                            left_at = null
                        """)
                .param("id", person.id())
                .param("name", person.name())
                .param("email", person.email(), Types.VARCHAR)
                .param("profile", person.profile(), Types.VARCHAR)
                .param("schools", person.establishments().toArray(String[]::new))
                .param("search", Words.indexed(person.name()))
                .param(
                        "at",
                        at == null ? null : at.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /// The groups that somebody is new in, or not in any more.
    private Set<String> join(String person, Map<String, String> groups) {
        var concerned = new HashSet<>(groupsOf(person));
        concerned.addAll(groups.keySet());
        figures.take(concerned);
        // A sign-in tells ids only: a name that is just the id never replaces a real one.
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
        var touched =
                new HashSet<>(
                        jdbc.sql(
                                        """
                                        delete from members
                                        where person = :person and group_id <> all (:groups)
                                        returning group_id
                                        """)
                                .param("person", person)
                                .param("groups", ids)
                                .query(Rows::text)
                                .set());
        touched.addAll(
                jdbc.sql(
                                """
                                insert into members (group_id, person)
                                select unnest(:groups), :person on conflict do nothing
                                returning group_id
                                """)
                        .param("person", person)
                        .param("groups", ids)
                        .query(Rows::text)
                        .set());
        return touched;
    }

    private Collection<String> groupsOf(String person) {
        return jdbc.sql("select group_id from members where person = :person")
                .param("person", person)
                .query(Rows::text)
                .set();
    }
}
