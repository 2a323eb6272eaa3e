package webconference.room.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.Action;
import webconference.room.PlacesChanged;
import webconference.room.RoomConflict;
import webconference.room.RoomEvent.RoomOpened;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.User;
import webconference.room.UserId;

/// Who wants to be told when their establishment may have another room open: one wish each, for
/// some hours, and spent when it is told. Nothing is promised of the place; opening asks for it.
///
/// Places are counted after the commit of what may have freed one, and of the wish itself, so that
/// of two who change something at once the later sees both.
@Service
@Transactional
public class VacancyWatches {

    private static final Duration LIFE = Duration.ofHours(8);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(2); // to a screen that was away

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final CountedVacancies vacancies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    VacancyWatches(
            JdbcClient jdbc,
            Rooms rooms,
            CountedVacancies vacancies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.vacancies = vacancies;
        this.events = events;
        this.clock = clock;
    }

    /// Wants to be told when this room could be opened. A wish for another room of the same
    /// establishment is replaced.
    ///
    /// @return until when it stands
    /// @throws RoomConflict if no establishment limits the room
    public Instant watch(RoomId id, User by) {
        var room = rooms.get(id);
        room.require(by, Action.OPEN);
        var establishment = room.settings().door().establishment();
        if (establishment == null) {
            throw new RoomConflict(id, RoomConflict.Why.NO_LIMIT);
        }
        var until = clock.instant().plus(LIFE);
        jdbc.sql(
                        """
                        insert into vacancy_watches (person, establishment, room, until)
                        values (:person, :establishment, :room, :until)
                        on conflict (person, establishment) do update
                        set room = excluded.room, until = excluded.until, told_at = null
                        """)
                .param("person", by.id().value())
                .param("establishment", establishment)
                .param("room", id.value())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new PlacesChanged(establishment));
        return until;
    }

    /// Who opens a room of the establishment waits for nothing any more.
    @EventListener
    void on(RoomOpened opened) {
        jdbc.sql(
                        """
                        delete from vacancy_watches
                        where person = :person
                            and establishment = (select establishment from rooms where id = :room)
                        """)
                .param("person", opened.by().value())
                .param("room", opened.room().value())
                .update();
    }

    /// Tells those who wait there, if there is a place. Of several instances that do it at once,
    /// each of them is told by one.
    public void tell(String establishment) {
        if (!isAwaited(establishment) || vacancies.isFull(establishment)) {
            return;
        }
        jdbc.sql(
                        """
                        update vacancy_watches set told_at = :now
                        where (person, establishment) in (
                            select person, establishment from vacancy_watches
                            where establishment = :establishment and told_at is null
                                and until > :now
                            for update skip locked)
                        returning person
                        """)
                .param("now", now())
                .param("establishment", establishment)
                .query((row, _) -> new UserId(row.getString("person")))
                .list()
                .forEach(person -> events.publishEvent(new VacancyFound(person)));
    }

    private boolean isAwaited(String establishment) {
        return jdbc.sql(
                        """
                        select exists (select from vacancy_watches
                            where establishment = :establishment and told_at is null
                                and until > :now)
                        """)
                .param("establishment", establishment)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /// Where somebody waits, for when it is not known what has changed.
    @Transactional(readOnly = true)
    public List<String> awaited() {
        return jdbc.sql(
                        """
                        select distinct establishment from vacancy_watches
                        where told_at is null and until > ?
                        """)
                .param(now())
                .query((row, _) -> row.getString("establishment"))
                .list();
    }

    /// What this person was told just now, as far as they may still open the rooms.
    @Transactional(readOnly = true)
    public List<Vacancy> toldTo(User user) {
        return jdbc
                .sql(
                        """
                        select room, establishment, told_at from vacancy_watches
                        where person = :person and told_at > :since
                        """)
                .param("person", user.id().value())
                .param("since", now().minus(TOLD_AGAIN))
                .query(VacancyWatches::vacancy)
                .list()
                .stream()
                .filter(vacancy -> mayOpen(vacancy.room(), user))
                .toList();
    }

    private boolean mayOpen(UUID room, User user) {
        return rooms.findById(new RoomId(room))
                .filter(r -> r.allows(user, Action.OPEN))
                .isPresent();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Vacancy vacancy(ResultSet row, int number) throws SQLException {
        return new Vacancy(
                row.getObject("room", UUID.class),
                row.getString("establishment"),
                row.getObject("told_at", OffsetDateTime.class).toInstant());
    }
}
