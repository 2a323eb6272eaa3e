package webconference.room.directory;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is kept with a group because it follows from its members: how many, how many pupils, of
/// which schools.
@Component
class GroupFigures {

    private final JdbcClient jdbc;

    GroupFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes these groups, in order: who changes one of them too waits until our change is made.
    void take(Collection<String> groups) {
        jdbc.sql("select 1 from groups where id = any (:ids) order by id for update")
                .param("ids", groups.toArray(String[]::new))
                .query()
                .listOfRows();
    }

    /// Makes the figures of these groups true again.
    void follow(Collection<String> groups) {
        if (groups.isEmpty()) {
            return;
        }
        take(groups);
        var ids = groups.toArray(String[]::new);
        jdbc.sql(
                        """
                        update groups g
                        set size = m.size, pupils = m.pupils, establishments = m.establishments
                        from (
                            select g.id, count(distinct p.id) as size,
                                count(distinct p.id) filter (where p.profile = 'PUPIL') as pupils,
                                coalesce(
                                    array_agg(distinct s.code order by s.code)
                                        filter (where s.code is not null), '{}') as establishments
                            from groups g
                                left join members m on m.group_id = g.id
                                left join people p on p.id = m.person and p.left_at is null
                                left join unnest(p.establishments) as s(code) on true
                            where g.id = any (:ids)
                            group by g.id) m
                        where m.id = g.id
                            and (g.size, g.pupils, g.establishments)
                                is distinct from (m.size, m.pupils, m.establishments)
                        """)
                .param("ids", ids)
                .update();
    }
}
