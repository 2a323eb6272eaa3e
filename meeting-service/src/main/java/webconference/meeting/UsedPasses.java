package webconference.meeting;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// All passes that were used and might be tried again.
interface UsedPasses extends Repository<UsedPass, UUID> {

    /// Two who come at once with the same pass: the database lets one in.
    ///
    /// @return how many passes this used up: one, or none if it was used before
    @Modifying
    @Query(
            value =
                    """
                    insert into used_pass (id, expires_at, opening, person, used_at)
                    values (:id, :expiresAt, :opening, :person, :at)
                    on conflict do nothing
                    """,
            nativeQuery = true)
    int use(UUID id, Instant expiresAt, UUID opening, String person, Instant at);

    /// How many others than this person are in a meeting, or were shown in since: it takes a moment
    /// until their server tells of them.
    @Query(
            value =
                    """
                    select count(*) from (
                        select person from presence where opening = :opening
                        union
                        select person from used_pass where opening = :opening and used_at > :since
                    ) there where person <> :person
                    """,
            nativeQuery = true)
    long others(UUID opening, String person, Instant since);

    /// Which passes somebody used; the passes stay used.
    @Modifying
    @Query(value = "update used_pass set person = null where person = :person", nativeQuery = true)
    void forgetPerson(String person);

    @Modifying
    @Query("delete from UsedPass p where p.expiresAt < :before")
    void forgetExpiredBefore(Instant before);
}
