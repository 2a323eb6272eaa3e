package webconference.streaming;

/// What a worker has to do with its run.
enum Order {
    /// Show the meeting.
    PUBLISH,
    /// Show the pause picture.
    PAUSE,
    /// End it.
    STOP,
    /// Let go at once, and say nothing: it is over, or another worker has it.
    LEAVE
}
