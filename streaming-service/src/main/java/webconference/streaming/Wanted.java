package webconference.streaming;

/// What people want of a run that has not been stopped.
public enum Wanted {
    LIVE,
    PAUSED
}
