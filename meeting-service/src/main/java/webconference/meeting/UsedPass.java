package webconference.meeting;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/// An entry pass that opens nothing any longer.
@Entity
class UsedPass {

    @Id private UUID id;

    /// Read by queries only.
    @SuppressWarnings("UnusedVariable")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected UsedPass() {}
}
