package webconference.streaming;

import java.util.UUID;

/// The places where streams are worked on, in all instances of this service together. Every call
/// belongs to the running transaction.
public interface Slots {

    /// A worker may take the run, as soon as one has a free slot.
    void offer(UUID run);

    /// The run needs no worker any more. One that holds it already is not concerned.
    void withdraw(UUID run);

    /// Something about the run has changed: whoever holds it looks again after the commit.
    void nudge(UUID run);

    /// How much room there is.
    Capacity capacity();

    /// @param slots places there are
    /// @param running runs that have a place, or will at once
    /// @param queued runs that wait for one
    record Capacity(int slots, int running, int queued) {
        boolean isFull() {
            return running >= slots;
        }
    }
}
