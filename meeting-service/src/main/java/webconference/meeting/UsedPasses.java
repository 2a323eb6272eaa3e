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
                    insert into used_pass (id, expires_at) values (:id, :expiresAt)
                    on conflict do nothing
                    """,
            nativeQuery = true)
    int use(UUID id, Instant expiresAt);

    @Modifying
    @Query("delete from UsedPass p where p.expiresAt < :before")
    void forgetExpiredBefore(Instant before);
}
