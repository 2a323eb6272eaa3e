package webconference.room.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes people, groups and who is in them follow what a reading told. Set by set in the database:
/// what it costs in memory does not grow with the directory.
///
/// Rows are taken in the same order as by sign-ins, people by their ids and then groups by theirs.
@Component
@Transactional
class DirectoryCopy {

    private static final int ALWAYS_MAY_LEAVE = 10;
    private static final int MOST_NAMED = 100;
    private static final int LONGEST_FAILURE = 200;

    private final JdbcClient jdbc;
    private final GroupFigures figures;
    private final DirectoryProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DirectoryCopy(
            JdbcClient jdbc,
            GroupFigures figures,
            DirectoryProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /// What a reading changed.
    ///
    /// @param people new, or told differently
    /// @param left not there any more
    /// @param memberships that began or ended
    record Changes(int people, int left, int memberships) {

        @Override
        public String toString() {
            return "%d people changed, %d left, %d memberships changed"
                    .formatted(people, left, memberships);
        }
    }

    /// From now on only who has this token may change the copy in the name of that directory: a
    /// reader that was thought dead and comes back changes nothing.
    UUID begin(Source source) {
        var token = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into directory_reads (source, token, started_at)
                        values (:source, :token, :now)
                        on conflict (source) do update
                        set token = excluded.token, started_at = excluded.started_at
                        """)
                .param("source", source.name())
                .param("token", token)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        for (var table : Set.of("people", "groups", "members", "establishments")) {
            jdbc.sql(
                            """
                            delete from told_%s where read not in (
                                select token from directory_reads where token is not null)
                            """
                                    .formatted(table))
                    .update();
        }
        return token;
    }

    void failed(Source source, UUID token, RuntimeException failure) {
        var why = String.valueOf(failure.getMessage());
        jdbc.sql(
                        """
                        update directory_reads
                        set token = null, failed_at = :now, failure = :why
                        where source = :source and token = :token
                        """)
                .param("source", source.name())
                .param("token", token)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("why", why.substring(0, Math.min(LONGEST_FAILURE, why.length())))
                .update();
    }

    /// @throws ReadingRefused if somebody else reads meanwhile, or nobody was told of, or too many
    ///   are missing
    Changes follow(Source source, UUID token) {
        requireToken(source, token);
        if (source == Source.LDAP) {
            requireUnique("told_people", token);
            requireUnique("told_groups", token);
        }
        compare(source, token);
        requirePlausible(source);
        var now = clock.instant();
        establishments(token);
        var touched = new HashSet<String>();
        touched.addAll(groupsOfThoseWhoStandDifferently());
        var people = people(source, now);
        groups(source, token);
        var memberships = memberships(touched);
        figures.follow(touched);
        var left = count("select count(*) from compared where leaves");
        jdbc.sql(
                        """
                        update directory_reads
                        set token = null, read_at = :now, failed_at = null, failure = null
                        where source = :source
                        """)
                .param("source", source.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        tellWhoIsConcerned();
        return new Changes(people, left, memberships);
    }

    private void requireToken(Source source, UUID token) {
        var mine =
                jdbc.sql(
                                """
                                select 1 from directory_reads
                                where source = :source and token = :token for update
                                """)
                        .param("source", source.name())
                        .param("token", token)
                        .query()
                        .listOfRows();
        if (mine.isEmpty()) {
            throw new ReadingRefused("another reading of " + source + " has begun since");
        }
    }

    /// Two under one id would get each other's rooms.
    private void requireUnique(String table, UUID token) {
        jdbc.sql(
                        """
                        select id from %s where read = :token group by id having count(*) > 1
                        order by id limit 1
                        """
                                .formatted(table))
                .param("token", token)
                .query(Rows::text)
                .optional()
                .ifPresent(id -> {
                    throw new ReadingRefused("the id " + id + " is told of more than one");
                });
    }

    /// Who is new, told differently, or missing. A directory that is read again and again knows
    /// better than sign-ins; a file does not know better than the first of them.
    private void compare(Source source, UUID token) {
        jdbc.sql(
                        """
                        create temporary table compared on commit drop as
                        with told as (
                            select distinct on (t.id) t.id, t.name, t.search,
                                p.id is null as is_new,
                                case when t.email is null then p.email
                                    else nullif(t.email, '') end as email,
                                case when t.profile is null then p.profile
                                    else nullif(t.profile, '') end as profile,
                                coalesce(t.establishments, p.establishments, '{}')
                                    as establishments
                            from told_people t left join people p on p.id = t.id
                            where t.read = :token
                                and (p.id is null or :ldap
                                    or p.told_at is null and p.told_by is distinct from 'LDAP')
                            order by t.id)
                        select t.*, false as leaves,
                            p.id is not null and (p.profile, p.establishments, p.left_at is null)
                                is distinct from (t.profile, t.establishments, true)
                                as stands_differently
                        from told t left join people p on p.id = t.id
                        where p.id is null
                            or (p.name, p.email, p.profile, p.establishments, p.told_by, p.left_at)
                                is distinct from
                                (t.name, t.email, t.profile, t.establishments, :source, null)
                        union all
                        select p.id, p.name, p.search, false, p.email, p.profile, p.establishments,
                            true, true
                        from people p
                        where p.told_by = :source and p.left_at is null
                            and (:ldap or p.told_at is null)
                            and not exists (
                                select from told_people t where t.read = :token and t.id = p.id)
                        """)
                .param("token", token)
                .param("source", source.name())
                .param("ldap", source == Source.LDAP)
                .update();
        jdbc.sql(
                        """
                        create temporary table followed on commit drop as
                        select distinct t.id as person
                        from told_people t left join people p on p.id = t.id
                        where t.read = :token
                            and (:ldap or p.told_at is null and p.told_by is distinct from 'LDAP')
                        """)
                .param("token", token)
                .param("ldap", source == Source.LDAP)
                .update();
        jdbc.sql(
                        """
                        create temporary table told_pairs on commit drop as
                        select distinct m.group_id, f.person
                        from told_members m
                            left join told_people a on a.read = m.read and a.address = m.person
                            join followed f on f.person = coalesce(a.id, m.person)
                        where m.read = :token
                        """)
                .param("token", token)
                .update();
    }

    private void requirePlausible(Source source) {
        var known =
                jdbc.sql(
                                """
                                select count(*) from people
                                where told_by = :source and left_at is null
                                """)
                        .param("source", source.name())
                        .query(Integer.class)
                        .single();
        var leaving = count("select count(*) from compared where leaves");
        if (leaving > ALWAYS_MAY_LEAVE
                && leaving * 100L > (long) known * properties.mostLeaving()) {
            throw new ReadingRefused(
                    "%d of %d people are missing, more than %d %%: this is not taken for true"
                            .formatted(leaving, known, properties.mostLeaving()));
        }
    }

    private void establishments(UUID token) {
        jdbc.sql(
                        """
                        insert into establishments (code, name)
                        select distinct on (code) code, name from (
                            select code, name from told_establishments where read = :token
                            union all
                            select code, code from compared, unnest(establishments) as code) told
                        order by code, name = code
                        on conflict (code) do update set name = excluded.name
                        where excluded.name <> excluded.code
                            and excluded.name <> establishments.name
                        """)
                .param("token", token)
                .update();
    }

    private Set<String> groupsOfThoseWhoStandDifferently() {
        return ids(
                """
                select distinct m.group_id from compared c join members m on m.person = c.id
                where c.stands_differently
                """);
    }

    private int people(Source source, Instant now) {
        jdbc.sql(
                        """
                        select 1 from people
                        where id in (select id from compared) order by id for update
                        """)
                .query()
                .listOfRows();
        jdbc.sql(
                        """
                        update people p set left_at = :now from compared c
                        where c.leaves and p.id = c.id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql(
                        """
                        insert into people
                            (id, name, email, profile, establishments, search, told_by)
                        select id, name, email, profile, establishments, search, :source
                        from compared where not leaves order by id
                        on conflict (id) do update set
                            name = excluded.name,
                            email = excluded.email,
                            profile = excluded.profile,
                            establishments = excluded.establishments,
                            search = excluded.search,
                            told_by = excluded.told_by,
                            left_at = null
                        """)
                .param("source", source.name())
                .update();
    }

    private void groups(Source source, UUID token) {
        jdbc.sql(
                        """
                        insert into groups (id, name, search, told_by)
                        select distinct on (id) id, name, search, :source
                        from told_groups where read = :token order by id
                        on conflict (id) do update set
                            name = excluded.name,
                            search = excluded.search,
                            told_by = excluded.told_by
                        where (groups.name, groups.told_by)
                            is distinct from (excluded.name, excluded.told_by)
                        """)
                .param("source", source.name())
                .param("token", token)
                .update();
    }

    /// Who is told of is in the groups that are told, and in no others.
    private int memberships(Set<String> touched) {
        jdbc.sql(
                        """
                        create temporary table pairs on commit drop as
                        select m.group_id, m.person, false as begins
                        from members m
                        where m.person in (select person from followed)
                            and not exists (
                                select from told_pairs t
                                where t.group_id = m.group_id and t.person = m.person)
                        union all
                        select t.group_id, t.person, true
                        from told_pairs t join groups g on g.id = t.group_id
                        where not exists (
                            select from members m
                            where m.group_id = t.group_id and m.person = t.person)
                        """)
                .update();
        touched.addAll(ids("select distinct group_id from pairs"));
        figures.take(touched);
        jdbc.sql(
                        """
                        delete from members m using pairs p
                        where not p.begins and p.group_id = m.group_id and p.person = m.person
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into members (group_id, person)
                        select group_id, person from pairs where begins
                        on conflict do nothing
                        """)
                .update();
        return count("select count(*) from pairs");
    }

    private void tellWhoIsConcerned() {
        var concerned =
                ids(
                        """
                        select id from compared where stands_differently
                        union
                        select p.person from pairs p
                        where not exists (
                            select from compared c where c.id = p.person and c.is_new)
                        limit %d
                        """
                                .formatted(MOST_NAMED + 1));
        if (!concerned.isEmpty()) {
            events.publishEvent(
                    new PeopleChanged(concerned.size() > MOST_NAMED ? Set.of() : concerned));
        }
    }

    private Set<String> ids(String sql) {
        return new HashSet<>(jdbc.sql(sql).query(Rows::text).list());
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
