package webconference.streaming;

import org.jspecify.annotations.Nullable;

/// Why there is no picture or sound to publish.
public abstract sealed class CaptureFailure extends RuntimeException {

    private CaptureFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The meeting page could not be opened, or not kept open however often it was tried.
    public static final class PageFailed extends CaptureFailure {
        public PageFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The browser or an encoder ended, or could not be started.
    public static final class EncoderFailed extends CaptureFailure {
        public EncoderFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Everything runs, but no picture comes out.
    public static final class NoPicture extends CaptureFailure {
        public NoPicture(String message) {
            super(message, null);
        }
    }
}
