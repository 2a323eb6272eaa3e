package webconference.streaming.chromium;

import java.time.Duration;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.CaptureFailure.NoPicture;
import webconference.streaming.chromium.MediaTimeline.Progress;

/// Three numbers tell whether a capture works: the recorder's heartbeats, the pictures and the
/// frames of sound. One that stands still for too many looks is a failure.
///
/// Looks are counted, not time: when our own process stood still, the others did not.
final class Health {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Counter heartbeats = new Counter(6);
    private final Counter pictures = new Counter(20);
    private final Counter sounds = new Counter(20);
    private long lastLook = System.nanoTime();

    /// Looks at what has come so far.
    ///
    /// @param isShown whether pictures and sound are to be expected
    /// @throws webconference.streaming.CaptureFailure if something has stopped
    void look(Progress progress, boolean isShown) {
        if (System.nanoTime() - lastLook < BETWEEN_LOOKS.toNanos()) {
            return;
        }
        lastLook = System.nanoTime();
        if (heartbeats.standsStill(progress.heartbeats())) {
            throw new EncoderFailed("the recorder page stopped", null);
        }
        if (!isShown) {
            return;
        }
        if (pictures.standsStill(progress.pictures())) {
            throw new NoPicture("no picture comes out of the encoder");
        }
        if (sounds.standsStill(progress.sounds())) {
            throw new EncoderFailed("no sound comes out of the encoder", null);
        }
    }

    private static final class Counter {
        private final int patience;
        private long last = -1;
        private int looks;

        Counter(int patience) {
            this.patience = patience;
        }

        boolean standsStill(long count) {
            looks = count == last ? looks + 1 : 0;
            last = count;
            return looks >= patience;
        }
    }
}
