package webconference.streaming.chromium;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import webconference.streaming.CaptureFailure.PageFailed;

/// How often a lost meeting page is opened again: three times in ten minutes, the first at once.
final class Recoveries {

    private static final int MOST = 3;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Deque<Long> recent = new ArrayDeque<>();

    /// Takes one, and waits before it when there was another not long ago.
    ///
    /// @throws PageFailed if there is none left
    void take(PageLost why) throws InterruptedException {
        var now = System.nanoTime();
        recent.removeIf(time -> now - time > WITHIN.toNanos());
        if (recent.size() >= MOST) {
            throw new PageFailed("the meeting page was lost too often", why);
        }
        Thread.sleep(PAUSE.multipliedBy(recent.size()));
        recent.add(System.nanoTime());
    }
}
