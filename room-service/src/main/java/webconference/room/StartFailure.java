package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/// Why the last opening came to nothing, or to an end that nobody wanted.
@Embeddable
public record StartFailure(
        @Enumerated(EnumType.STRING) @Column(name = "failure_reason") Reason reason,
        @Column(name = "failure_at") Instant at) {

    /// What meeting-service said.
    public enum Reason {
        NO_SERVER,
        UNREACHABLE,
        REFUSED,
        CANCELLED,
        /// It was open, and its server is gone.
        LOST
    }
}
