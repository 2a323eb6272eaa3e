package webconference.room.operations;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.Action;
import webconference.room.Deed;
import webconference.room.EstablishmentRules;
import webconference.room.NoVacancy;
import webconference.room.NoVacancy.Of;
import webconference.room.NoVacancy.Taken;
import webconference.room.Room;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.Vacancies;

/// Counts the open rooms of an establishment, and of the platform, each time one more is opened: by
/// an index of the open ones only, and never more than the limit. Whoever opens a room where there
/// is a limit waits for whoever is at it there, so that the last place is given once.
@Component
class CountedVacancies implements Vacancies {

    /// @param openRooms how many rooms of the whole platform may be open at once; none: no limit
    @ConfigurationProperties("platform")
    record Properties(@Nullable Integer openRooms) {}

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    private final JdbcClient jdbc;
    private final EstablishmentRules rules;
    private final Properties properties;

    CountedVacancies(JdbcClient jdbc, EstablishmentRules rules, Properties properties) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.properties = properties;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void require(Room room, User by) {
        var establishment = establishmentOf(room);
        var theirs = establishment == null ? null : rules.rulesOf(establishment).openRooms();
        if (establishment != null && theirs != null) {
            lock("open rooms of " + establishment);
            if (count(room.id(), establishment, theirs) >= theirs) {
                var shown = maySee(room, establishment, by) ? taken(establishment) : null;
                throw noVacancy(Of.ESTABLISHMENT, theirs, shown, room, by);
            }
        }
        var all = properties.openRooms();
        if (all != null) {
            lock("open rooms");
            if (count(room.id(), null, all) >= all) {
                throw noVacancy(Of.PLATFORM, all, null, room, by);
            }
        }
    }

    private @Nullable String establishmentOf(Room room) {
        return jdbc.sql("select establishment from rooms where id = ?")
                .param(room.id().value())
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(e -> e)
                .orElse(null);
    }

    private void lock(String what) {
        jdbc.sql(LOCK).param(what).query().singleRow();
    }

    /// Whether an establishment has as many rooms open as it may. Waits for nobody: it may be
    /// otherwise in a moment.
    boolean isFull(String establishment) {
        var theirs = rules.rulesOf(establishment).openRooms();
        return theirs != null && count(null, establishment, theirs) >= theirs;
    }

    /// The room itself does not count: who opens it at the same moment joins the same conference.
    private int count(@Nullable RoomId room, @Nullable String establishment, int limit) {
        var where = establishment == null ? "" : "and establishment = :establishment";
        var query =
                jdbc.sql(
                                """
                                select count(*) from (
                                    select from rooms
                                    where status <> 'CLOSED' and id is distinct from :room %s limit :limit) taken
                                """
                                        .formatted(where))
                        .param("room", room == null ? null : room.value(), Types.OTHER)
                        .param("limit", limit);
        return (establishment == null ? query : query.param("establishment", establishment))
                .query(Integer.class)
                .single();
    }

    /// Who looks after the establishment, and those of it who manage the room.
    static boolean maySee(Room room, String establishment, User by) {
        return by.looksAfter(establishment)
                || (room.allows(by, Action.CHANGE) && by.establishments().contains(establishment));
    }

    private List<Taken> taken(String establishment) {
        return jdbc.sql(
                        """
                        select r.id, r.name, o.opener from rooms r join openings o on o.id = r.opening
                        where r.establishment = ? and r.status <> 'CLOSED'
                        order by o.requested_at limit 100
                        """)
                .param(establishment)
                .query((row, _) ->
                        new Taken(
                                new RoomId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                new UserId(row.getString("opener"))))
                .list();
    }

    private static NoVacancy noVacancy(
            Of of, int limit, @Nullable List<Taken> taken, Room room, User by) {
        var deed =
                Deed.in(
                        room.id(),
                        "OPEN",
                        by.id(),
                        room.roleOf(by),
                        "no vacancy, %s, limit %d".formatted(of, limit));
        return new NoVacancy(of, limit, taken, deed);
    }
}
