package webconference.streaming;

import webconference.streaming.Publisher.Publication;

/// What a worker is told, by those who work beside it.
sealed interface Signal {

    /// The run may have changed.
    record Nudged() implements Signal {}

    /// What comes of a capture. They are numbered: what still comes of one that was given up is
    /// late.
    sealed interface OfCapture extends Signal {
        int capture();
    }

    record AwaitingAdmission(int capture) implements OfCapture {}

    record Joined(int capture) implements OfCapture {}

    record Ended(int capture, EndReason reason) implements OfCapture {}

    record CaptureFailed(int capture, CaptureFailure failure) implements OfCapture {}

    record Shows(int capture, Shown shown) implements OfCapture {}

    /// What comes of an attempt to publish; numbered likewise.
    sealed interface OfAttempt extends Signal {
        int attempt();
    }

    record Connected(int attempt, Publication publication) implements OfAttempt {}

    record NotConnected(int attempt, PublishFailure failure) implements OfAttempt {}

    record Lost(int attempt, PublishFailure failure) implements OfAttempt {}

    /// Trying again would not help.
    record KeyNotOpened() implements Signal {}

    /// What a capture puts out.
    enum Shown {
        MEETING,
        PAUSE,
        CHANGING
    }
}
