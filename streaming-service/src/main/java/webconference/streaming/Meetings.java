package webconference.streaming;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// All meetings heard of.
interface Meetings extends Repository<Meeting, UUID> {

    /// Whoever speaks of a meeting first makes it known; PostgreSQL's own words, because two may
    /// speak first at the same time.
    @Modifying
    @Query(
            value =
                    """
                    insert into meeting (opening, room) values (:opening, :room)
                    on conflict do nothing
                    """,
            nativeQuery = true)
    void know(UUID opening, UUID room);

    /// The meeting, for this transaction alone.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from Meeting m where m.opening = :opening")
    Meeting lock(UUID opening);

    Meeting save(Meeting meeting);

    /// Deletes the oldest of the meetings that were over before and of which no run is kept;
    /// PostgreSQL's own words, because JPQL has no limit.
    ///
    /// @return how many there were, at most so many
    @Modifying
    @Transactional
    @Query(
            value =
                    """
                    delete from meeting where opening in (
                        select opening from meeting m where over_at < :before
                        and not exists (select from stream_run r where r.opening = m.opening)
                        order by over_at limit :atMost)
                    """,
            nativeQuery = true)
    int forgetOverBefore(Instant before, int atMost);
}
