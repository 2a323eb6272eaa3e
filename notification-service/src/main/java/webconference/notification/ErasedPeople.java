package webconference.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// Those who were erased lately.
public interface ErasedPeople extends Repository<ErasedPerson, String> {

    ErasedPerson save(ErasedPerson person);

    @Query("select p.mark from ErasedPerson p where p.mark in :marks and p.at >= :asked")
    List<String> findMarksErasedSince(Instant asked, Collection<String> marks);

    @Modifying
    @Query("delete from ErasedPerson p where p.at < :before")
    void forgetErasedBefore(Instant before);
}
