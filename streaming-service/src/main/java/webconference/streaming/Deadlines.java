package webconference.streaming;

import java.time.Instant;
import java.util.UUID;

/// Remembers when a rule must be looked at, over restarts. The looking is [StopRules#due].
public interface Deadlines {

    /// Set with the running transaction. It cannot be taken back: a deadline that no longer counts
    /// when it comes has no effect.
    void set(StopRule rule, UUID run, Instant at);
}
