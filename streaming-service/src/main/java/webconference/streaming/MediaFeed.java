package webconference.streaming;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;
import webconference.streaming.Publisher.Publication;

/// The tap between captures and publications: both come and go, the viewer should not see it. Each
/// publication begins with the configurations and a key frame; times go on when a capture starts
/// anew. Nothing passes while the tap is shut, or once the lease is lost: that is looked at for
/// each unit, so that a process that was frozen sends nothing when it wakes.
final class MediaFeed {

    private final BooleanSupplier mayPublish;
    private @Nullable PictureConfiguration picture;
    private @Nullable SoundConfiguration sound;
    private @Nullable Publication publication;
    private boolean isOpen = true;
    private boolean needsKey = true;
    private long shift;
    private long last;
    private long lastNanos;
    private long sent;

    MediaFeed(BooleanSupplier mayPublish) {
        this.mayPublish = mayPublish;
    }

    synchronized void media(MediaUnit unit) {
        switch (unit) {
            case PictureConfiguration configuration -> picture = configuration;
            case SoundConfiguration configuration -> sound = configuration;
            case Picture _, Sound _ -> {}
        }
        var to = publication;
        if (to == null || !isOpen || !mayPublish.getAsBoolean()) {
            needsKey = true;
            return;
        }
        if (needsKey) {
            if (!(unit instanceof Picture first && first.key())) {
                return;
            }
            needsKey = false;
            if (picture != null) {
                to.send(picture);
            }
            if (sound != null) {
                to.send(sound);
            }
        }
        to.send(inTime(unit));
        sent += sizeOf(unit);
    }

    private MediaUnit inTime(MediaUnit unit) {
        return switch (unit) {
            case Picture(var at, var key, var accessUnit) ->
                    new Picture(passing(at), key, accessUnit);
            case Sound(var at, var frame) -> new Sound(passing(at), frame);
            case PictureConfiguration configuration -> configuration;
            case SoundConfiguration configuration -> configuration;
        };
    }

    private long passing(long at) {
        var time = at + shift;
        if (time > last) {
            last = time;
            lastNanos = System.nanoTime();
        }
        return time;
    }

    /// From now on to this publication; its first picture will be a key frame.
    synchronized void to(@Nullable Publication publication) {
        this.publication = publication;
        needsKey = true;
    }

    /// A new capture begins at time 0: its times go on where the last one's have come to by now.
    synchronized void captureBegins() {
        if (lastNanos != 0) {
            shift = last + Math.max(1, (System.nanoTime() - lastNanos) / 1_000_000);
        }
        picture = null;
        sound = null;
        needsKey = true;
    }

    synchronized void shut() {
        isOpen = false;
    }

    synchronized void open() {
        isOpen = true;
    }

    /// Whether a publication waits for a key frame.
    synchronized boolean needsKey() {
        return publication != null && isOpen && needsKey;
    }

    private static int sizeOf(MediaUnit unit) {
        return switch (unit) {
            case Picture(_, _, var accessUnit) -> accessUnit.length;
            case Sound(_, var frame) -> frame.length;
            case PictureConfiguration(var avcC) -> avcC.length;
            case SoundConfiguration(var config) -> config.length;
        };
    }

    /// How many bytes went out to publications so far.
    synchronized long sent() {
        return sent;
    }
}
