/// Milliseconds since this page began; every time the recorder sends is on this clock.
export const now = () => performance.now();

/// Maps the times a source puts on its samples to this page's clock.
///
/// Pictures and sound carry times of different origins, so each is set by when its samples arrive:
/// the fastest arrival is the one that waited least, and it is forgotten slowly, because the two
/// clocks drift.
export class ArrivalClock {
    #offset = Infinity;

    /// When the sample of that source time, which has just arrived, was made.
    at(sourceTime) {
        const forgottenPerSample = 0.005;
        this.#offset = Math.min(this.#offset + forgottenPerSample, now() - sourceTime);
        return sourceTime + this.#offset;
    }
}
