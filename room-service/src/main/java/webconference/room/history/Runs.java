package webconference.room.history;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/// All streams that were.
interface Runs extends Repository<Run, UUID> {

    Run save(Run run);

    Optional<Run> findById(UUID id);

    List<Run> findByOpeningInOrderByRequestedAt(Collection<UUID> openings);
}
