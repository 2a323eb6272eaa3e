package webconference.streaming.chromium;

import org.jspecify.annotations.Nullable;

/// The meeting page cannot be shown any more, or never could; it may be opened again.
final class PageLost extends RuntimeException {
    PageLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
