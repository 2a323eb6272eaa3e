package webconference.streaming.chromium;

import org.jspecify.annotations.Nullable;
import webconference.streaming.chromium.DevToolsFailure.NoAnswer;

/// The meeting page cannot be shown any more, or never could; it may be opened again.
final class PageLost extends RuntimeException {

    private final boolean isHung;

    PageLost(String message, @Nullable Throwable cause) {
        super(message, cause);
        isHung = cause instanceof NoAnswer;
    }

    /// Whether its process goes on without answering, and will not end when asked.
    boolean isHung() {
        return isHung;
    }
}
