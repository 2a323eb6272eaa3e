package webconference.room.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import webconference.room.UserId;

/// All invitations.
interface Invitations extends Repository<Invitation, UUID> {

    Invitation save(Invitation invitation);

    @Query("select i from Invitation i left join fetch i.recipients where i.id = :id")
    Optional<Invitation> findById(UUID id);

    @Query(
            """
            select i from Invitation i left join fetch i.recipients
            where i.room = :room order by i.sentAt desc
            """)
    List<Invitation> findByRoom(UUID room);

    long countBySenderAndSentAtAfter(UserId sender, Instant since);

    @Query(
            """
            select count(r) from Invitation i join i.recipients r
            where i.sender = :sender and i.sentAt > :since
            """)
    long countRecipientsOf(UserId sender, Instant since);
}
