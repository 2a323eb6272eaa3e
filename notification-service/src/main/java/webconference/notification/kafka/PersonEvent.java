package webconference.notification.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;

/// What this service reads of what happens to people.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface PersonEvent {

    UUID erasure();

    long revision();

    /// All traces of somebody are to go.
    record PersonErased(UUID erasure, long revision, Instant at, String person)
            implements PersonEvent {}

    /// An event this service has no use for, tomorrow's included.
    record Other(UUID erasure, long revision) implements PersonEvent {}
}
