package webconference.room.web;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import webconference.eventing.Channel;
import webconference.room.PlacesChanged;
import webconference.room.RoomChanged;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.access.AccessRequestsChanged;
import webconference.room.directory.PeopleChanged;
import webconference.room.invitation.InvitationChanged;
import webconference.room.operations.VacancyFound;
import webconference.room.operations.VacancyWatches;

/// Tells every instance of this service which rooms have changed: PostgreSQL carries the notice
/// when the change is committed, to whoever listens, in the same order for all.
@Component
class ChangeNotices implements SmartLifecycle, Channel.Listener {

    private static final String ACCESS = "access_requests_changed";
    private static final String INVITATIONS = "invitation_changed";
    private static final String PEOPLE = "people_changed";
    private static final String PLACES = "places_changed";
    private static final String ROOMS = "room_changed";
    private static final String VACANCIES = "vacancy_found";
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int LONGEST_NOTICE = 2_000; // in characters; PostgreSQL takes 8,000 bytes
    private static final String EVERYBODY = "\n";

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private final OpenScreens screens;
    private final VacancyWatches vacancies;
    private volatile @Nullable Channel channel;

    ChangeNotices(
            JdbcClient jdbc,
            JdbcConnectionDetails database,
            OpenScreens screens,
            VacancyWatches vacancies) {
        this.jdbc = jdbc;
        this.database = database;
        this.screens = screens;
        this.vacancies = vacancies;
    }

    /// In the transaction of the change: who is told can see it.
    @EventListener
    void on(RoomChanged change) {
        say(ROOMS, change.room().toString());
    }

    /// The same for what became of an invitation.
    @EventListener
    void on(InvitationChanged change) {
        say(INVITATIONS, change.invitation().toString());
    }

    /// The same for who waits to be let in.
    @EventListener
    void on(AccessRequestsChanged change) {
        say(ACCESS, change.room().toString());
    }

    /// Places are counted by who hears this, when the change is there for all to see.
    @EventListener
    void on(PlacesChanged change) {
        say(PLACES, change.establishment());
    }

    /// Whose screens there are, each instance knows of its own.
    @EventListener
    void on(VacancyFound found) {
        say(VACANCIES, found.person().value());
    }

    /// In the transaction of the change, too. A notice holds some names only: of a whole school
    /// that moves, nobody is named.
    @EventListener
    void on(PeopleChanged change) {
        var people = String.join("\n", change.people());
        say(PEOPLE, people.isEmpty() || people.length() > LONGEST_NOTICE ? EVERYBODY : people);
    }

    private void say(String where, String what) {
        jdbc.sql("select pg_notify(?, ?)").params(where, what).query().singleRow();
    }

    @Override
    public void start() {
        channel =
                Channel.listen(
                        database, this, ACCESS, INVITATIONS, PEOPLE, PLACES, VACANCIES, ROOMS);
    }

    @Override
    public void stop() {
        screens.closeAll();
        var open = channel;
        if (open != null) {
            open.close();
            channel = null;
        }
    }

    @Override
    public boolean isRunning() {
        return channel != null;
    }

    @Override
    public void connected() {
        screens.missedSome();
        vacancies.awaited().forEach(vacancies::tell);
    }

    @Override
    public Duration hear(List<Channel.Notice> notices) {
        var rooms = new LinkedHashSet<RoomId>();
        var invitations = new LinkedHashSet<UUID>();
        var access = new LinkedHashSet<RoomId>();
        var establishments = new LinkedHashSet<String>();
        var found = new LinkedHashSet<UserId>();
        for (var notice : notices) {
            switch (notice.channel()) {
                case ACCESS -> access.add(new RoomId(UUID.fromString(notice.text())));
                case ROOMS -> rooms.add(new RoomId(UUID.fromString(notice.text())));
                case INVITATIONS -> invitations.add(UUID.fromString(notice.text()));
                case PLACES -> establishments.add(notice.text());
                case VACANCIES -> found.add(new UserId(notice.text()));
                case PEOPLE -> peopleChanged(notice.text());
                default -> {}
            }
        }
        rooms.forEach(screens::changed);
        invitations.forEach(screens::invitationChanged);
        access.forEach(screens::accessRequestsChanged);
        found.forEach(screens::vacancyFound);
        establishments.forEach(vacancies::tell);
        return WAIT;
    }

    private void peopleChanged(String people) {
        if (people.equals(EVERYBODY)) {
            screens.outdated();
        } else {
            screens.outdated(Set.of(people.split("\n")));
        }
    }
}
