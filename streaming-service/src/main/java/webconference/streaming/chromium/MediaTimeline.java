package webconference.streaming.chromium;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import webconference.streaming.MediaUnit;
import webconference.streaming.SoundEncoder;
import webconference.streaming.chromium.RecorderMessage.Configuration;
import webconference.streaming.chromium.RecorderMessage.Heartbeat;
import webconference.streaming.chromium.RecorderMessage.Picture;
import webconference.streaming.chromium.RecorderMessage.Samples;

/// Puts what the recorder sends on the capture's own clock, which begins with the first picture.
///
/// Used by one thread, which hears the recorder; only muting and the counts are for all.
final class MediaTimeline implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MediaTimeline.class);

    private final SoundEncoder encoder;
    private final Announcements announcements;
    private final AtomicLong heartbeats = new AtomicLong();
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicLong sounds = new AtomicLong();

    private volatile boolean isMuted;
    private volatile @Nullable SoundTrack sound;
    private byte @Nullable [] configuration;
    private double begin = Double.NaN;

    MediaTimeline(SoundEncoder encoder, Announcements announcements) {
        this.encoder = encoder;
        this.announcements = announcements;
    }

    /// How much has come so far.
    record Progress(long heartbeats, long pictures, long sounds) {}

    Progress progress() {
        return new Progress(heartbeats.get(), pictures.get(), sounds.get());
    }

    /// Players see one stream only as long as its description stays the same; the encoder repeats
    /// it now and then.
    void on(Configuration described) {
        if (Arrays.equals(configuration, described.avcC())) {
            return;
        }
        if (configuration != null) {
            log.warn("the encoder began a new sequence in the middle of a capture");
        }
        configuration = described.avcC();
        announcements.media(new MediaUnit.PictureConfiguration(described.avcC()));
    }

    void on(Picture picture) {
        pictures.incrementAndGet();
        var first = begin;
        if (Double.isNaN(first)) {
            first = picture.at();
            begin = first;
            var track = new SoundTrack(encoder, first, new SoundOutput(first));
            track.mute(isMuted);
            sound = track;
        }
        var at = Math.round(picture.at() - first);
        announcements.media(new MediaUnit.Picture(at, picture.key(), picture.accessUnit()));
    }

    void on(Samples samples) {
        if (sound != null) {
            sound.add(samples);
        }
    }

    void on(Heartbeat heartbeat) {
        heartbeats.incrementAndGet();
        if (sound != null) {
            sound.goOn(heartbeat.at());
        }
    }

    /// Silence from now on, whatever the recorder sends.
    void mute(boolean muted) {
        isMuted = muted;
        if (sound != null) {
            sound.mute(muted);
        }
    }

    @Override
    public void close() {
        if (sound != null) {
            sound.close();
        }
    }

    private final class SoundOutput implements SoundTrack.Output {

        private final double first;
        private boolean isConfigured;
        private long last;

        SoundOutput(double first) {
            this.first = first;
        }

        @Override
        public void configuration(byte[] audioSpecificConfig) {
            if (!isConfigured) {
                isConfigured = true;
                announcements.media(new MediaUnit.SoundConfiguration(audioSpecificConfig));
            }
        }

        @Override
        public void frame(double at, byte[] frame) {
            sounds.incrementAndGet();
            last = Math.max(last, Math.round(at - first));
            announcements.media(new MediaUnit.Sound(last, frame));
        }
    }
}
