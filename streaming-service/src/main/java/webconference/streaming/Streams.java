package webconference.streaming;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// All stream runs.
interface Streams extends Repository<Stream, UUID> {

    Stream save(Stream stream);

    Optional<Stream> findById(UUID id);

    /// The opening's run that is not ended; the database allows only one.
    @Query(
            """
            select s from Stream s where s.opening = :opening
            and s.state <> webconference.streaming.StreamState.ENDED
            """)
    Optional<Stream> findActive(UUID opening);

    @Query("select s.opening from Stream s where s.id = :run")
    Optional<UUID> findOpening(UUID run);

    /// Who paused or stopped a run, where that was this person.
    @Modifying
    @Query(
            """
            update Stream s set s.by = null, s.version = s.version + 1 where s.by = :person
            """)
    void forgetWho(String person);

    /// What the nightly stop is about: runs asked for before its hour.
    @Query(
            """
            select s.id from Stream s where s.requestedAt < :before
            and s.state <> webconference.streaming.StreamState.ENDED
            """)
    List<UUID> findActiveRequestedBefore(Instant before);

    /// Deletes the oldest of the runs that ended before; PostgreSQL's own words, because JPQL has
    /// no limit.
    ///
    /// @return how many there were, at most so many
    @Modifying
    @Transactional
    @Query(
            value =
                    """
                    delete from stream_run where id in (
                        select id from stream_run where state = 'ENDED' and since < :before
                        order by since limit :atMost)
                    """,
            nativeQuery = true)
    int forgetEndedBefore(Instant before, int atMost);
}
