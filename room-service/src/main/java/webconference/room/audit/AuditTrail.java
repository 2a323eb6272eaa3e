package webconference.room.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import webconference.room.Deed;
import webconference.room.NotAllowed;
import webconference.room.User;

/// Where the audit is read: by who looks after the platform all of it, by who looks after
/// establishments what concerns their rooms.
@Service
public class AuditTrail {

    private static final int PAGE = 100;

    private final JdbcClient jdbc;

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The newest first, a page at most.
    ///
    /// @throws NotAllowed if they look after nothing
    public List<AuditLine> read(AuditQuestion question, User by) {
        return read(question, by, PAGE);
    }

    public int page() {
        return PAGE;
    }

    /// All that answers the question, the newest first, a page at a time.
    ///
    /// @throws NotAllowed if they look after nothing
    public void readAll(AuditQuestion question, User by, Consumer<AuditLine> reader) {
        var next = question;
        List<AuditLine> lines;
        do {
            lines = read(next, by, 10 * PAGE);
            lines.forEach(reader);
            if (!lines.isEmpty()) {
                next = next.before(lines.getLast().line());
            }
        } while (lines.size() == 10 * PAGE);
    }

    private List<AuditLine> read(AuditQuestion question, User by, int most) {
        if (!by.operates()) {
            throw new NotAllowed(Deed.by(by, "READ_AUDIT", null, ""));
        }
        var lines = rows(question, by, most);
        var people = peopleOf(lines);
        return lines.stream().map(line -> line.with(people)).toList();
    }

    /// A line with the tokens in it.
    ///
    /// @param reason the words that were given for it, as long as they are kept
    private record Row(
            AuditLine line, @Nullable UUID actor, List<UUID> people, @Nullable String reason) {

        AuditLine with(Map<UUID, Known> known) {
            var who = actor == null ? null : known.get(actor);
            var detail = line.detail();
            for (var i = 0; i < people.size(); i++) {
                var person = known.get(people.get(i));
                detail = detail.replace("{" + i + "}", person == null ? "?" : person.person());
            }
            if (reason != null) {
                detail += ", « " + reason + " »";
            }
            return new AuditLine(
                    line.line(),
                    line.at(),
                    line.what(),
                    line.result(),
                    who == null || who.person().isEmpty() ? null : who.person(),
                    actor != null && who == null,
                    line.as(),
                    who == null || who.address().isEmpty() ? null : who.address(),
                    line.room(),
                    line.establishment(),
                    detail,
                    line.trace(),
                    line.position());
        }
    }

    private record Known(UUID token, String person, String address) {}

    private List<Row> rows(AuditQuestion question, User by, int most) {
        var where = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        ask(where, values, "what", "what = :what", question.what());
        ask(where, values, "room", "room = :room", question.room());
        ask(where, values, "from", "at >= :from", utc(question.from()));
        ask(where, values, "to", "at < :to", utc(question.to()));
        ask(where, values, "before", "line < :before", question.before());
        ask(
                where,
                values,
                "who",
                "actor in (select token from audit_people where person = :who)",
                question.who());
        if (!by.admin()) {
            ask(
                    where,
                    values,
                    "theirs",
                    "establishment = any (:theirs)",
                    by.referentOf().toArray(String[]::new));
        }
        var conditions = where.isEmpty() ? "" : "where " + String.join(" and ", where);
        return jdbc.sql(
                        """
                        select *, (select reason from deletions d where d.room = audit.room
                            and audit.what = 'DELETE' and audit.result = 'DONE') as reason
                        from audit %s order by line desc limit :most
                        """
                                .formatted(conditions))
                .params(values)
                .param("most", most)
                .query(AuditTrail::row)
                .list();
    }

    private static void ask(
            List<String> where,
            Map<String, Object> values,
            String name,
            String condition,
            @Nullable Object value) {
        if (value != null) {
            where.add(condition);
            values.put(name, value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private Map<UUID, Known> peopleOf(List<Row> rows) {
        var tokens = new ArrayList<UUID>();
        rows.forEach(row -> {
            tokens.addAll(row.people());
            if (row.actor() != null) {
                tokens.add(row.actor());
            }
        });
        var known = new HashMap<UUID, Known>();
        jdbc.sql(
                        "select token, person, address from audit_people where token = any (cast(? as uuid[]))")
                .param(tokens.stream().distinct().map(UUID::toString).toArray(String[]::new))
                .query((row, _) ->
                        new Known(
                                row.getObject("token", UUID.class),
                                row.getString("person"),
                                row.getString("address")))
                .list()
                .forEach(k -> known.put(k.token(), k));
        return known;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var line =
                new AuditLine(
                        row.getLong("line"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("what"),
                        Deed.Result.valueOf(row.getString("result")),
                        null,
                        false,
                        row.getString("acting_as"),
                        null,
                        row.getObject("room", UUID.class),
                        row.getString("establishment"),
                        row.getString("detail"),
                        row.getString("trace"),
                        row.getObject("position", Long.class));
        return new Row(
                line,
                row.getObject("actor", UUID.class),
                List.of((UUID[]) row.getArray("people").getArray()),
                row.getString("reason"));
    }
}
