package webconference.streaming;

/// The right to work on a run. It is lost when this process could not renew it, and before another
/// may have it.
public interface Lease {

    /// Grows each time the run is taken: tells a late worker from the present one.
    long token();

    /// Whether it still holds; once lost, it is lost. Cheap: asked several times a second.
    boolean isHeld();

    /// Whether this process is going down and the run should be handed over.
    boolean isToBeHandedOver();
}
