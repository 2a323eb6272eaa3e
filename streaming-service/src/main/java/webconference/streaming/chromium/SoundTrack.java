package webconference.streaming.chromium;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.SoundEncoder;
import webconference.streaming.chromium.RecorderMessage.Samples;

/// The meeting's sound as one unbroken line. What is missing is filled with silence, what overlaps
/// is cut; both by the recorder's clock, which the samples carry too, and never by ours.
///
/// Used by one thread, which hears the recorder.
final class SoundTrack implements AutoCloseable {

    /// Samples this late are not waited for any longer.
    private static final double PATIENCE = 150;

    /// Gaps and overlaps below this are how samples arrive, not how they were made.
    private static final double TOLERANCE = 40;

    /// A page that never made a sound has none to tell the rate by.
    private static final double SOUNDLESS = 1000;

    private static final int USUAL_RATE = 48_000;
    private static final int FRAME = 1024;
    private static final double ENCODED_PER_MS = 48;
    private static final int BYTES_PER_SAMPLE = 4;
    private static final int RESTARTS = 3;

    private final SoundEncoder encoder;
    private final Output output;
    private final double begin;

    private volatile boolean isMuted;
    private volatile @Nullable EncoderFailed breakdown;
    private @Nullable Line line;
    private int restarts;

    /// Where encoded sound goes, from the encoder's thread.
    interface Output {
        void configuration(byte[] audioSpecificConfig);

        /// @param at milliseconds of the recorder's clock
        void frame(double at, byte[] frame);
    }

    /// @param begin when the line begins, in milliseconds of the recorder's clock
    SoundTrack(SoundEncoder encoder, double begin, Output output) {
        this.encoder = encoder;
        this.begin = begin;
        this.output = output;
    }

    /// Samples have come.
    ///
    /// @throws EncoderFailed if they cannot be encoded
    void add(Samples samples) {
        var current = lineOf(samples.rate());
        var pcm = samples.pcm();
        var gap = samples.at() - current.end();
        if (gap > TOLERANCE) {
            current.silence(gap);
        } else if (gap < -TOLERANCE) {
            pcm = current.without(-gap, pcm);
        }
        if (pcm.length > 0) {
            current.feed(isMuted ? new byte[pcm.length] : pcm);
        }
    }

    /// The recorder's clock went on, with or without samples.
    ///
    /// @throws EncoderFailed if the silence cannot be encoded
    void goOn(double at) {
        mend();
        if (line == null && at > begin + SOUNDLESS) {
            line = new Line(USUAL_RATE, begin);
        }
        if (line != null && line.end() < at - PATIENCE) {
            line.silence(at - PATIENCE - line.end());
        }
    }

    /// From now on silence comes out, whatever is added.
    void mute(boolean muted) {
        isMuted = muted;
    }

    @Override
    public void close() {
        if (line != null) {
            line.encoding.close();
        }
    }

    private Line lineOf(int rate) {
        mend();
        if (line == null) {
            line = new Line(rate, begin);
        } else if (line.rate != rate) {
            line = replaced(line, rate);
        }
        return line;
    }

    /// An encoder that ended is replaced in place; one that keeps ending is a failure.
    private void mend() {
        var failure = breakdown;
        if (failure == null || line == null) {
            return;
        }
        if (++restarts > RESTARTS) {
            throw failure;
        }
        breakdown = null;
        line = replaced(line, line.rate);
    }

    private Line replaced(Line old, int rate) {
        old.encoding.close();
        return new Line(rate, old.end());
    }

    /// What one encoder was fed, from a time on.
    private final class Line implements SoundEncoder.Listener {

        private final int rate;
        private final double start;
        private final SoundEncoder.Encoding encoding;
        private long fed;
        private long frames;

        Line(int rate, double start) {
            this.rate = rate;
            this.start = start;
            encoding = encoder.open(rate, this);
        }

        double end() {
            return start + fed * 1000.0 / rate;
        }

        void feed(byte[] pcm) {
            fed += pcm.length / BYTES_PER_SAMPLE;
            encoding.encode(pcm);
        }

        void silence(double milliseconds) {
            for (var left = samplesIn(milliseconds); left > 0; left -= rate) {
                feed(new byte[Math.min(left, rate) * BYTES_PER_SAMPLE]);
            }
        }

        byte[] without(double milliseconds, byte[] pcm) {
            var cut = Math.min(samplesIn(milliseconds) * BYTES_PER_SAMPLE, pcm.length);
            return Arrays.copyOfRange(pcm, cut, pcm.length);
        }

        private int samplesIn(double milliseconds) {
            return (int) (milliseconds * rate / 1000);
        }

        @Override
        public void configured(byte[] audioSpecificConfig) {
            output.configuration(audioSpecificConfig);
        }

        /// The first frame lies before the sound that was fed.
        @Override
        public void encoded(byte[] frame) {
            var at = start + (frames++ - 1) * FRAME / ENCODED_PER_MS;
            if (at >= start) {
                output.frame(at, frame);
            }
        }

        @Override
        public void ended(EncoderFailed failure) {
            breakdown = failure;
        }
    }
}
