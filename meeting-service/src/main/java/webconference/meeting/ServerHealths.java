package webconference.meeting;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// How all servers are.
public interface ServerHealths extends Repository<ServerHealth, ServerName> {

    ServerHealth save(ServerHealth health);

    Optional<ServerHealth> findById(ServerName server);

    List<ServerHealth> findAll();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select h from ServerHealth h where h.server = :server")
    Optional<ServerHealth> findToChange(ServerName server);

    /// To choose one: two who choose at once would both take the one that is least loaded now.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select h from ServerHealth h order by h.server.value")
    List<ServerHealth> findAllToChoose();

    /// Several instances start at once with the same servers: who is second changes nothing.
    @Modifying
    @Query(
            value =
                    """
                    insert into server_health (server, state, failures, answers, people, version)
                    values (:server, 'NEW', 0, 0, 0, 0) on conflict do nothing
                    """,
            nativeQuery = true)
    void meet(String server);
}
