package webconference.streaming;

import java.util.UUID;

/// A worker speaks of a run that a later worker has taken. It must let go.
public class LeaseLost extends RuntimeException {

    LeaseLost(UUID run) {
        super("run " + run + " has a later worker");
    }
}
