package webconference.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// All copies.
public interface Deliveries extends Repository<Delivery, DeliveryId> {

    Delivery save(Delivery delivery);

    List<Delivery> saveAll(Iterable<Delivery> deliveries);

    Optional<Delivery> findById(DeliveryId id);

    @Query("select d from Delivery d where d.id.recipient = :recipient")
    List<Delivery> findByRecipient(String recipient);

    @Modifying
    @Query("delete from Delivery d where d.id.recipient = :recipient")
    void forgetRecipient(String recipient);

    @Modifying
    @Query("delete from Delivery d where d.id.message in :messages")
    void forgetCopiesOf(Collection<UUID> messages);

    @Query("select d from Delivery d where d.id.message = :message and d.id.recipient in :ids")
    List<Delivery> findByMessage(UUID message, Collection<String> ids);

    @Modifying
    @Query(
            """
            delete from Delivery d
            where d.settledAt < :before
            and exists (select m from Message m where m.id.value = d.id.message and m.open = 0)
            """)
    void forgetSettledBefore(Instant before);
}
