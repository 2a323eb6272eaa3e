package webconference.streaming.chromium;

/// Where Live stands with a meeting page.
enum PageState {
    /// Not known yet.
    LOADING,
    WAITING_ROOM,
    IN,
    REFUSED,
    ENDED,
    /// The page cannot be had, or says that something is wrong.
    BROKEN
}
