package webconference.notification;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// All messages.
public interface Messages extends Repository<Message, MessageId> {

    Message save(Message message);

    Optional<Message> findById(MessageId id);

    /// For settling a copy: ten may be settled at once, and a conflict that showed only when the
    /// letter has been posted would post it again.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Message> findForSettlingById(MessageId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Message> findForErasingBySender(String sender);

    void deleteAll(Iterable<Message> messages);

    @Modifying
    @Query(
            """
            delete from Message m
            where m.open = 0
            and not exists (select d from Delivery d where d.id.message = m.id.value)
            """)
    void forgetWithoutCopies();
}
