package webconference.room;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// All wrong codes that are remembered.
interface CodeTries extends Repository<CodeTry, String> {

    /// Those who try at once from one place go one after the other, until the transaction ends: the
    /// first try has no row to lock yet.
    @Query(
            value = "select 1 from pg_advisory_xact_lock(hashtextextended(:who, 0))",
            nativeQuery = true)
    int queue(String who);

    Optional<CodeTry> findByWho(String who);

    CodeTry save(CodeTry attempt);

    void delete(CodeTry attempt);

    @Modifying
    @Query("delete from CodeTry t where t.who <> :who and t.lastAt < :before")
    void forgetOthers(String who, Instant before);
}
