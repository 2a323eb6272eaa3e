package webconference.room;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// All rooms.
public interface Rooms extends Repository<Room, RoomId> {

    Room save(Room room);

    void delete(Room room);

    @Query(
            """
            select r from Room r left join fetch r.opening left join fetch r.shares
            where r.id = :id
            """)
    Optional<Room> findById(RoomId id);

    /// @throws RoomNotFound if there is none of that id
    default Room get(RoomId id) {
        return findById(id).orElseThrow(() -> new RoomNotFound(id));
    }

    /// The room that a public link is, or was when guests were welcome.
    @Query("select r from Room r left join fetch r.opening where r.guestLink = :link")
    Optional<Room> findByGuestLink(GuestLink link);

    /// Those with the stream key of that mark, on whatever server.
    @Query(
            """
            select distinct r from Room r left join fetch r.opening left join fetch r.shares
            where r.settings.streaming.keyMark = :mark
            """)
    List<Room> findByKeyMark(String mark);

    @Query(
            """
            select r from Room r left join fetch r.opening left join fetch r.shares
            where r.owner = :owner and r.creationKey = :key
            """)
    Optional<Room> findCreatedWith(UserId owner, String key);

    /// What somebody owns or is lent. A union, so that each half uses its index; without the
    /// shares, which would repeat a room's many columns for each of them. The groups are one array,
    /// which HQL cannot say: for a list, and for whatever is the last argument of a function,
    /// Hibernate would work the SQL out again at each call.
    @Query(
            """
            select r from Room r left join fetch r.opening
            where r.id in (
                select o.id from Room o where o.owner = :owner
                union
                select p.id from Room p join p.shares s
                where s.kind = PERSON and s.subject = :person
                union
                select g.id from Room g join g.shares s
                where s.kind = GROUP and cast(sql('? = any (?) and ?', s.subject, :groups, true) as Boolean))
            """)
    List<Room> findKnownTo(UserId owner, String person, String[] groups);

    @Query(
            """
            select o.id from Room o where o.owner = :owner
            union
            select p.id from Room p join p.shares s
            where s.kind = PERSON and s.subject = :person
            union
            select g.id from Room g join g.shares s
            where s.kind = GROUP and cast(sql('? = any (?) and ?', s.subject, :groups, true) as Boolean)
            """)
    Set<RoomId> findIdsKnownTo(UserId owner, String person, String[] groups);

    default Set<RoomId> findIdsKnownTo(User user) {
        return findIdsKnownTo(user.id(), user.id().value(), user.groups().toArray(String[]::new));
    }

    default List<Room> findKnownTo(User user) {
        return findKnownTo(user.id(), user.id().value(), user.groups().toArray(String[]::new));
    }

    /// A new room under a key that its owner has used already is that earlier room.
    default Optional<Room> findAgain(UserId owner, @Nullable String key) {
        return key == null ? Optional.empty() : findCreatedWith(owner, key);
    }
}
