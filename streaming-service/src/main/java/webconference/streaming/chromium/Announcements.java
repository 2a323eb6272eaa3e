package webconference.streaming.chromium;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import webconference.streaming.Capture.Audience;
import webconference.streaming.CaptureFailure;
import webconference.streaming.MediaUnit;

/// Tells the audience from one thread at a time, each step once, and nothing after the end.
final class Announcements {

    private final Audience audience;
    private final ReentrantLock telling = new ReentrantLock();
    private boolean hasWaited;
    private boolean hasJoined;
    private boolean isOver;

    Announcements(Audience audience) {
        this.audience = audience;
    }

    void awaitingAdmission() {
        tell(it -> {
            if (!hasWaited && !hasJoined) {
                hasWaited = true;
                it.awaitingAdmission();
            }
        });
    }

    void joined() {
        tell(it -> {
            if (!hasJoined) {
                hasJoined = true;
                it.joined();
            }
        });
    }

    boolean hasJoined() {
        telling.lock();
        try {
            return hasJoined;
        } finally {
            telling.unlock();
        }
    }

    void media(MediaUnit unit) {
        tell(it -> it.media(unit));
    }

    void refused() {
        end(Audience::refused);
    }

    void meetingEnded() {
        end(Audience::meetingEnded);
    }

    /// @return whether this was the end, and not something before
    boolean failed(CaptureFailure failure) {
        return end(it -> it.failed(failure));
    }

    /// Nothing more is told. Waits for what is being told.
    ///
    /// @return whether this was the end, and not something before
    boolean silence() {
        return end(_ -> {});
    }

    private boolean end(Consumer<Audience> last) {
        telling.lock();
        try {
            if (isOver) {
                return false;
            }
            isOver = true;
            last.accept(audience);
            return true;
        } finally {
            telling.unlock();
        }
    }

    private void tell(Consumer<Audience> what) {
        telling.lock();
        try {
            if (!isOver) {
                what.accept(audience);
            }
        } finally {
            telling.unlock();
        }
    }
}
