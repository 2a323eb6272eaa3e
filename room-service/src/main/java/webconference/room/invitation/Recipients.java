package webconference.room.invitation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// Everybody who was invited.
interface Recipients extends Repository<Recipient, Recipient.Id> {

    Recipient save(Recipient recipient);

    List<Recipient> saveAll(Iterable<Recipient> recipients);

    Optional<Recipient> findById(Recipient.Id id);

    @Query("select r from Recipient r where r.id.invitation = :invitation order by r.name")
    List<Recipient> findByInvitation(UUID invitation);
}
