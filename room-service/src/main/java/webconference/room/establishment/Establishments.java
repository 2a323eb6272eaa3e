package webconference.room.establishment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.Deed;
import webconference.room.EstablishmentRules;
import webconference.room.FieldProblem;
import webconference.room.InputRefused;
import webconference.room.NotAllowed;
import webconference.room.OnStop;
import webconference.room.PlacesChanged;
import webconference.room.RoomChanged;
import webconference.room.RoomId;
import webconference.room.Rules;
import webconference.room.StreamHosts;
import webconference.room.StreamTarget;
import webconference.room.User;

/// The establishments and what each allows. Who looks after one sees it and sets its rules; how
/// many rooms may be open is for who looks after the platform.
@Service
@Transactional
public class Establishments implements EstablishmentRules {

    private static final int MOST_SHOWN = 200;
    private static final int MOST_BREACHES = 100;
    private static final int MOST_OPEN = 100_000;
    private static final int MOST_HOSTS = 50;

    private final JdbcClient jdbc;
    private final DefaultRules defaults;
    private final StreamHosts hosts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Establishments(
            JdbcClient jdbc,
            DefaultRules defaults,
            StreamHosts hosts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.defaults = defaults;
        this.hosts = hosts;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Rules rulesOf(@Nullable String establishment) {
        if (establishment == null) {
            return defaults.rules();
        }
        return jdbc.sql("select * from establishment_rules where establishment = ?")
                .param(establishment)
                .query(Establishments::rules)
                .optional()
                .orElseGet(defaults::rules);
    }

    /// Some establishments, by their names.
    ///
    /// @param more whether there are others; a search finds them
    public record Page(List<EstablishmentRecord> establishments, boolean more) {}

    /// Those that somebody looks after.
    ///
    /// @param search beginning of the code or part of the name; null: all
    /// @throws NotAllowed if they look after nothing
    public Page lookedAfterBy(User user, @Nullable String search) {
        requireOffice(user, "LIST_ESTABLISHMENTS");
        var found = find(user, null, search == null ? "" : search.strip(), MOST_SHOWN + 1);
        return new Page(
                found.subList(0, Math.min(MOST_SHOWN, found.size())), found.size() > MOST_SHOWN);
    }

    /// The names of all that somebody looks after, by their codes and in their order.
    ///
    /// @throws NotAllowed if they look after nothing
    public Map<String, String> namesLookedAfterBy(User user) {
        requireOffice(user, "LIST_ESTABLISHMENTS");
        var names = new LinkedHashMap<String, String>();
        jdbc.sql(
                        """
                        select code, name from establishments
                        where :all or code = any (:theirs) order by code
                        """)
                .param("all", user.admin())
                .param("theirs", user.referentOf().toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString("code"), row.getString("name"));
                });
        return names;
    }

    /// @throws EstablishmentNotFound if there is none, or none they look after
    public EstablishmentRecord look(String code, User user) {
        requireOffice(user, "SEE_RULES");
        return find(user, code, "", 1).stream()
                .findFirst()
                .orElseThrow(() -> new EstablishmentNotFound(code));
    }

    /// Sets an establishment's rules, all at once.
    ///
    /// @param basedOn the version that the change was made from
    /// @throws StaleRules if somebody else has changed them since
    /// @throws InputRefused with a sentence for each faulty field
    public EstablishmentRecord change(String code, Rules typed, long basedOn, User by) {
        var before = look(code, by);
        var next = checked(typed, before, by);
        var changed =
                jdbc.sql(
                                """
                                insert into establishment_rules as r
                                select :code, :links, :external, :open, :hosts, 1, :by, :at
                                where :based = 0
                                on conflict (establishment) do nothing
                                """)
                        .param("code", code)
                        .param("links", next.publicLinks())
                        .param("external", next.externalInvitations())
                        .param("open", next.openRooms(), Types.INTEGER)
                        .param("hosts", next.streamHosts().toArray(String[]::new))
                        .param("by", by.id().value())
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("based", basedOn)
                        .update();
        if (changed == 0 && update(code, next, basedOn, by) == 0) {
            throw new StaleRules(code);
        }
        if (next.publicLinks() != before.rules().publicLinks()) {
            roomsWithPublicLink(code).forEach(room -> events.publishEvent(new RoomChanged(room)));
        }
        events.publishEvent(Deed.by(by, "SET_RULES", code, difference(before.rules(), next)));
        if (!Objects.equals(before.rules().openRooms(), next.openRooms())) {
            events.publishEvent(new PlacesChanged(code));
        }
        return look(code, by);
    }

    /// Guests may wait at their doors, and those who look after them see the link.
    private List<RoomId> roomsWithPublicLink(String code) {
        return jdbc.sql("select id from rooms where establishment = ? and guests_welcome")
                .param(code)
                .query((row, _) -> new RoomId(row.getObject("id", UUID.class)))
                .list();
    }

    private int update(String code, Rules next, long basedOn, User by) {
        return jdbc.sql(
                        """
                        update establishment_rules set public_links = :links,
                            external_invitations = :external, open_rooms = :open,
                            stream_hosts = :hosts, version = version + 1,
                            changed_by = :by, changed_at = :at
                        where establishment = :code and version = :based
                        """)
                .param("code", code)
                .param("links", next.publicLinks())
                .param("external", next.externalInvitations())
                .param("open", next.openRooms(), Types.INTEGER)
                .param("hosts", next.streamHosts().toArray(String[]::new))
                .param("by", by.id().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("based", basedOn)
                .update();
    }

    /// What is so now in an establishment's rooms and would be refused under these rules; at most a
    /// hundred.
    public List<Breach> breaches(String code, Rules typed, User by) {
        var next = checked(typed, look(code, by), by);
        record Row(
                UUID room,
                String name,
                boolean guests,
                @Nullable StreamTarget target,
                boolean open) {}
        var rows =
                jdbc.sql(
                                """
                                select r.id, r.name, r.guests_welcome, r.stream_url,
                                    r.status in ('OPENING', 'OPEN') as open
                                from rooms r left join openings o on o.id = r.opening
                                where r.establishment = ? and (r.guests_welcome
                                    or r.stream_url is not null or r.status in ('OPENING', 'OPEN'))
                                order by o.requested_at, r.name
                                """)
                        .param(code)
                        .query((row, _) ->
                                new Row(
                                        row.getObject("id", UUID.class),
                                        row.getString("name"),
                                        row.getBoolean("guests_welcome"),
                                        target(row.getString("stream_url")),
                                        row.getBoolean("open")))
                        .list();
        var breaches = new ArrayList<Breach>();
        var open = 0;
        for (var row : rows) {
            if (row.guests() && !next.publicLinks()) {
                breaches.add(new Breach(row.room(), row.name(), Breach.Kind.PUBLIC_LINK));
            }
            if (row.target() != null && !next.streamsTo(row.target().host(), row.target().port())) {
                breaches.add(new Breach(row.room(), row.name(), Breach.Kind.STREAM_HOST));
            }
            if (row.open()) {
                open++;
                if (next.openRooms() != null && open > next.openRooms()) {
                    breaches.add(new Breach(row.room(), row.name(), Breach.Kind.OPEN_ROOMS));
                }
            }
        }
        return breaches.subList(0, Math.min(MOST_BREACHES, breaches.size()));
    }

    private static @Nullable StreamTarget target(@Nullable String url) {
        return url == null ? null : new StreamTarget(url, "", null, OnStop.PAUSE);
    }

    private static void requireOffice(User user, String what) {
        if (!user.operates()) {
            throw new NotAllowed(Deed.by(user, what, null, ""));
        }
    }

    private List<EstablishmentRecord> find(
            User user, @Nullable String code, String search, int most) {
        return jdbc.sql(
                        """
                        select e.code, e.name, r.*, now.open, now.people, now.streams
                        from establishments e
                            left join establishment_rules r on r.establishment = e.code
                            cross join lateral (
                                select count(*) as open, coalesce(sum(o.people), 0) as people,
                                    count(*) filter (where m.run_state not in ('ENDED')) as streams
                                from rooms m join openings o on o.id = m.opening
                                where m.establishment = e.code and m.status <> 'CLOSED') now
                        where (:all or e.code = any (:theirs))
                            and (:code is null or e.code = :code)
                            and (starts_with(e.code, :search) or strpos(lower(e.name), lower(:search)) > 0)
                        order by e.name, e.code limit :most
                        """)
                .param("all", user.admin())
                .param("theirs", user.referentOf().toArray(String[]::new))
                .param("code", code, Types.VARCHAR)
                .param("search", search)
                .param("most", most)
                .query(this::establishment)
                .list();
    }

    private EstablishmentRecord establishment(ResultSet row, int number) throws SQLException {
        var own = row.getString("establishment") != null;
        return new EstablishmentRecord(
                row.getString("code"),
                row.getString("name"),
                own ? rules(row, number) : defaults.rules(),
                own,
                row.getLong("version"),
                row.getInt("open"),
                row.getInt("people"),
                row.getInt("streams"));
    }

    private Rules checked(Rules typed, EstablishmentRecord before, User by) {
        var problems = new ArrayList<FieldProblem>();
        var open = typed.openRooms();
        if (open != null && (open < 1 || open > MOST_OPEN)) {
            problems.add(FieldProblem.of("openRooms", "rules-open-rooms", MOST_OPEN));
        } else if (!by.admin() && !Objects.equals(open, before.rules().openRooms())) {
            problems.add(FieldProblem.of("openRooms", "rules-open-rooms-admin"));
        }
        var listed =
                typed.streamHosts().stream()
                        .map(h -> h.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
        var allowed = new Rules(true, true, null, hosts.allowed());
        listed.stream()
                .filter(h -> !allowed.lists(h))
                .limit(1)
                .forEach(h ->
                        problems.add(
                                FieldProblem.of(
                                        "streamHosts",
                                        "rules-stream-host",
                                        h,
                                        String.join(", ", hosts.allowed()))));
        if (listed.size() > MOST_HOSTS) {
            problems.add(FieldProblem.of("streamHosts", "rules-stream-hosts-many", MOST_HOSTS));
        }
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
        return new Rules(typed.publicLinks(), typed.externalInvitations(), open, listed);
    }

    private static String difference(Rules before, Rules next) {
        var facts = new ArrayList<String>();
        if (before.publicLinks() != next.publicLinks()) {
            facts.add("publicLinks " + next.publicLinks());
        }
        if (before.externalInvitations() != next.externalInvitations()) {
            facts.add("externalInvitations " + next.externalInvitations());
        }
        if (!Objects.equals(before.openRooms(), next.openRooms())) {
            facts.add("openRooms " + next.openRooms());
        }
        if (!before.streamHosts().equals(next.streamHosts())) {
            facts.add("streamHosts " + next.streamHosts());
        }
        return facts.isEmpty() ? "as before" : String.join(", ", facts);
    }

    private static Rules rules(ResultSet row, int number) throws SQLException {
        return new Rules(
                row.getBoolean("public_links"),
                row.getBoolean("external_invitations"),
                row.getObject("open_rooms", Integer.class),
                List.of((String[]) row.getArray("stream_hosts").getArray()));
    }
}
