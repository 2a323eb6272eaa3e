package webconference.room.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import webconference.room.Action;
import webconference.room.Contended;
import webconference.room.Deed;
import webconference.room.GuestLink;
import webconference.room.InputRefused;
import webconference.room.NotAllowed;
import webconference.room.Role;
import webconference.room.Room;
import webconference.room.RoomId;
import webconference.room.RoomSettings;
import webconference.room.Rooms;
import webconference.room.Status;
import webconference.room.StreamState;
import webconference.room.StreamWish;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.history.RoomHistory;

/// Where those who look after the platform, or an establishment, see what runs and end it.
@Service
@Contended
public class ControlRoom {

    private static final int MOST_ROOMS = 500;
    private static final int MOST_INVITATIONS = 50;
    private static final Pattern ID =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final String THEIRS = "(:all or r.establishment = any (:theirs))";

    private static final String SENT_ANYWHERE =
            """
            select id, room, sender, sent_at from invitations
            where sent_at < :before order by sent_at desc limit :most
            """;

    // A page of each establishment, and of those the newest. The time is said as the index of
    // establishments says it, for no other is to be used.
    private static final String SENT_IN_THEIRS =
            """
            select theirs.* from unnest(:theirs) school cross join lateral (
                select id, room, sender, sent_at from invitations
                where establishment = school
                    and sent_at at time zone 'UTC' < cast(:before as timestamptz) at time zone 'UTC'
                order by sent_at at time zone 'UTC' desc limit :most) theirs
            """;

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final RoomHistory history;
    private final Clock clock;

    ControlRoom(JdbcClient jdbc, Rooms rooms, RoomHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.history = history;
        this.clock = clock;
    }

    /// The rooms that are not closed, the latest opened first.
    ///
    /// @throws NotAllowed if they look after nothing
    public List<RunningRoom> rooms(User user) {
        requireOffice(user, "LIST_RUNNING_ROOMS", null);
        return theirs(
                        user,
                        """
                        select r.id, r.name, r.establishment, e.name as establishment_name, r.owner,
                            r.status, o.opener, o.requested_at, o.people, o.moderators,
                            case when r.run_state <> 'ENDED' then r.run_state end as stream,
                            case when r.run_state <> 'ENDED' then r.run_host end as stream_host
                        from rooms r join openings o on o.id = r.opening
                            left join establishments e on e.code = r.establishment
                        where r.status <> 'CLOSED' and
                        """
                                + THEIRS
                                + " order by o.requested_at desc limit :most")
                .param("most", MOST_ROOMS)
                .query(ControlRoom::running)
                .list();
    }

    /// A room by its address, and those of some people, the latest used first; open or not.
    ///
    /// @param typed what stands in a room's address, or none of it
    /// @throws NotAllowed to all but administrators
    public List<FoundRoom> find(String typed, Collection<UserId> owners, User user) {
        requireAdmin(user, "FIND_ROOMS");
        var id = ID.matcher(typed);
        return jdbc.sql(
                        """
                        select r.id, r.name, r.establishment, e.name as establishment_name, r.owner,
                            r.status, coalesce(o.people, 0) as people, r.last_used_at
                        from rooms r left join openings o on o.id = r.opening
                            left join establishments e on e.code = r.establishment
                        where r.id = :id or r.owner = any (:owners)
                        order by r.last_used_at desc nulls last, r.id limit :most
                        """)
                .param("id", id.find() ? UUID.fromString(id.group()) : null, Types.OTHER)
                .param("owners", owners.stream().map(UserId::value).toArray(String[]::new))
                .param("most", MOST_ROOMS)
                .query(ControlRoom::found)
                .list();
    }

    /// @throws NotAllowed to all but administrators
    public void requireMayCreateForOthers(User user) {
        requireAdmin(user, "CREATE");
    }

    /// Makes a room for somebody, who finds it in their list.
    ///
    /// @throws NotAllowed to all but administrators
    public void create(RoomId id, RoomSettings settings, User owner, User by) {
        requireMayCreateForOthers(by);
        var room = new Room(id, owner.id(), settings, null, by.id(), Role.ADMIN, clock.instant());
        room.readyForGuests(GuestLink.random());
        rooms.save(room);
    }

    /// Closes a room from outside; those who manage it read the reason in its history.
    ///
    /// @throws InputRefused if no reason is given
    public Room close(RoomId id, @Nullable String reason, User by) {
        var room = intervene(id, Action.CLOSE, reason, by);
        room.close(by, clock.instant());
        return rooms.save(room);
    }

    /// Ends a room's stream from outside, likewise.
    public Room endStream(RoomId id, @Nullable String reason, User by) {
        var room = intervene(id, Action.STOP_STREAM, reason, by);
        room.wantStream(StreamWish.Wanted.ENDED, by, clock.instant());
        return rooms.save(room);
    }

    /// Deletes a room from outside, with its history; the reason is read in the audit.
    ///
    /// @throws InputRefused if no reason is given
    public void delete(RoomId id, @Nullable String reason, User by) {
        var room = find(id, Action.DELETE, by);
        jdbc.sql("insert into deletions (room, by, at, reason) values (?, ?, ?, ?)")
                .params(
                        id.value(),
                        by.id().value(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        Reason.read(reason, "reason-empty"))
                .update();
        room.delete(by, clock.instant());
        rooms.delete(room);
    }

    private Room intervene(RoomId id, Action action, @Nullable String reason, User by) {
        var room = find(id, action, by);
        history.intervened(room, action.name(), by, Reason.read(reason, "reason-empty"));
        return room;
    }

    private Room find(RoomId id, Action action, User by) {
        requireOffice(by, action.name(), id);
        var room = rooms.get(id);
        room.require(by, action);
        return room;
    }

    /// What was sent, the newest first.
    ///
    /// @param before the answer goes on from this moment, towards the past; null: from now
    public List<SentInvitation> invitations(@Nullable Instant before, User user) {
        requireOffice(user, "LIST_INVITATIONS", null);
        var end = before == null ? clock.instant().plusSeconds(1) : before;
        return theirs(
                        user,
                        """
                        select i.id, i.room, r.name, i.sender, i.sent_at, counts.*
                        from (%s) i join rooms r on r.id = i.room
                            cross join lateral (
                                select count(*) filter (where status = 'PENDING') as pending,
                                    count(*) filter (where status = 'DELIVERED') as delivered,
                                    count(*) filter (where status = 'FAILED') as failed
                                from recipients where invitation = i.id) counts
                        order by i.sent_at desc limit :most
                        """
                                .formatted(user.admin() ? SENT_ANYWHERE : SENT_IN_THEIRS))
                .param("before", end.atOffset(ZoneOffset.UTC))
                .param("most", MOST_INVITATIONS)
                .query(ControlRoom::invitation)
                .list();
    }

    private static void requireOffice(User user, String what, @Nullable RoomId room) {
        if (!user.operates()) {
            throw new NotAllowed(
                    new Deed(
                            what, Deed.Result.REFUSED, user.id(), null, room, null, List.of(), ""));
        }
    }

    private static void requireAdmin(User user, String what) {
        if (!user.admin()) {
            throw new NotAllowed(Deed.by(user, what, null, ""));
        }
    }

    private JdbcClient.StatementSpec theirs(User user, String sql) {
        return jdbc.sql(sql)
                .param("all", user.admin())
                .param("theirs", user.referentOf().toArray(String[]::new));
    }

    private static RunningRoom running(ResultSet row, int number) throws SQLException {
        var stream = row.getString("stream");
        return new RunningRoom(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("establishment"),
                row.getString("establishment_name"),
                new UserId(row.getString("owner")),
                Status.valueOf(row.getString("status")),
                new UserId(row.getString("opener")),
                instant(row, "requested_at"),
                row.getInt("people"),
                row.getInt("moderators"),
                stream == null ? null : StreamState.valueOf(stream),
                row.getString("stream_host"));
    }

    private static FoundRoom found(ResultSet row, int number) throws SQLException {
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        return new FoundRoom(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("establishment"),
                row.getString("establishment_name"),
                new UserId(row.getString("owner")),
                Status.valueOf(row.getString("status")),
                row.getInt("people"),
                used == null ? null : used.toInstant());
    }

    private static SentInvitation invitation(ResultSet row, int number) throws SQLException {
        return new SentInvitation(
                row.getObject("id", UUID.class),
                row.getObject("room", UUID.class),
                row.getString("name"),
                new UserId(row.getString("sender")),
                instant(row, "sent_at"),
                row.getInt("pending"),
                row.getInt("delivered"),
                row.getInt("failed"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
