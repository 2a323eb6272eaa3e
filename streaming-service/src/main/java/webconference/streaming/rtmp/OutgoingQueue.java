package webconference.streaming.rtmp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import webconference.streaming.MediaUnit;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;

/// What waits to be sent. When the target is slow, pictures are left out up to the next key frame:
/// one that refers to a missing one cannot be shown. Sound is kept longest, because people bear a
/// frozen picture better than broken speech.
final class OutgoingQueue {

    static final int PICTURES_UP_TO = 3_000_000;
    private static final int SOUND_UP_TO = 4_000_000;

    private final Deque<MediaUnit> units = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long bytes;
    private boolean hasBegun;
    private boolean needsKey = true;
    private boolean isEnded;

    /// Queues a unit, or leaves it out; never waits. Nothing goes out before the first key frame.
    void offer(MediaUnit unit) {
        lock.lock();
        try {
            if (!isEnded && isWanted(unit)) {
                units.add(unit);
                bytes += size(unit);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next unit; empty when the queue has been ended and all is taken.
    Optional<MediaUnit> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (units.isEmpty() && !isEnded) {
                changed.await();
            }
            var unit = Optional.ofNullable(units.poll());
            unit.ifPresent(it -> bytes -= size(it));
            return unit;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return units.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more in.
    void end() {
        lock.lock();
        try {
            isEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted(MediaUnit unit) {
        return switch (unit) {
            case PictureConfiguration _, SoundConfiguration _ -> true;
            case Sound _ -> hasBegun && bytes < SOUND_UP_TO;
            case Picture picture -> {
                if (bytes > PICTURES_UP_TO) {
                    needsKey = true;
                } else if (picture.key()) {
                    needsKey = false;
                    hasBegun = true;
                }
                yield !needsKey;
            }
        };
    }

    private static int size(MediaUnit unit) {
        return switch (unit) {
            case PictureConfiguration(var avcC) -> avcC.length;
            case Picture(_, _, var accessUnit) -> accessUnit.length;
            case SoundConfiguration(var config) -> config.length;
            case Sound(_, var frame) -> frame.length;
        };
    }
}
