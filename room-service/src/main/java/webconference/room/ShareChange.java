package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/// Who changed last with whom a room is shared.
@Embeddable
public record ShareChange(
        @Column(name = "shares_changed_by") UserId by,
        @Column(name = "shares_changed_at") Instant at) {}
