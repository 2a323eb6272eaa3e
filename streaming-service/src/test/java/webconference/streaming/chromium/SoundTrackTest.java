package webconference.streaming.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.SoundEncoder;
import webconference.streaming.chromium.RecorderMessage.Samples;

class SoundTrackTest {

    private static final double BEGIN = 1000;

    private final List<HandMadeEncoding> encodings = new ArrayList<>();
    private final List<Double> frames = new ArrayList<>();
    private final SoundTrack track =
            new SoundTrack(
                    this::encoding,
                    BEGIN,
                    new SoundTrack.Output() {
                        @Override
                        public void configuration(byte[] audioSpecificConfig) {}

                        @Override
                        public void frame(double at, byte[] frame) {
                            frames.add(at);
                        }
                    });

    /// An encoder that only counts what it is fed.
    private static final class HandMadeEncoding implements SoundEncoder.Encoding {
        private final int rate;
        private final SoundEncoder.Listener listener;
        private long samples;
        private long silent;

        HandMadeEncoding(int rate, SoundEncoder.Listener listener) {
            this.rate = rate;
            this.listener = listener;
        }

        @Override
        public void encode(byte[] pcm) {
            samples += pcm.length / 4;
            silent += pcm[0] == 0 ? pcm.length / 4 : 0;
        }

        @Override
        public void close() {}

        double milliseconds() {
            return samples * 1000.0 / rate;
        }

        double silentMilliseconds() {
            return silent * 1000.0 / rate;
        }
    }

    private SoundEncoder.Encoding encoding(int rate, SoundEncoder.Listener listener) {
        var encoding = new HandMadeEncoding(rate, listener);
        encodings.add(encoding);
        return encoding;
    }

    @Test
    void a_gap_becomes_silence() {
        track.add(sound(BEGIN, 44_100, 40));
        track.add(sound(BEGIN + 540, 44_100, 40));
        assertThat(only().milliseconds()).isCloseTo(580, within(1.0));
        assertThat(only().silentMilliseconds()).isCloseTo(500, within(1.0));
    }

    @Test
    void an_overlap_is_cut() {
        track.add(sound(BEGIN, 44_100, 400));
        track.add(sound(BEGIN + 300, 44_100, 400));
        assertThat(only().milliseconds()).isCloseTo(700, within(1.0));
    }

    @Test
    void arriving_a_little_early_or_late_changes_nothing() {
        track.add(sound(BEGIN + 20, 44_100, 40));
        track.add(sound(BEGIN + 30, 44_100, 40));
        assertThat(only().milliseconds()).isCloseTo(80, within(1.0));
        assertThat(only().silentMilliseconds()).isZero();
    }

    @Test
    void a_page_that_falls_silent_is_filled_up_by_the_recorders_clock() {
        track.add(sound(BEGIN, 44_100, 40));
        track.goOn(BEGIN + 1000);
        assertThat(only().milliseconds()).isCloseTo(850, within(1.0));
    }

    @Test
    void a_page_that_never_made_a_sound_has_silence() {
        track.goOn(BEGIN + 900);
        assertThat(encodings).isEmpty();
        track.goOn(BEGIN + 1100);
        assertThat(only().milliseconds()).isCloseTo(950, within(1.0));
    }

    @Test
    void what_is_muted_is_silent_and_just_as_long() {
        track.mute(true);
        track.add(sound(BEGIN, 44_100, 40));
        assertThat(only().silentMilliseconds()).isCloseTo(40, within(1.0));
    }

    @Test
    void frames_go_on_in_time_from_one_encoder_to_the_next() {
        track.add(sound(BEGIN, 44_100, 100));
        only().listener.encoded(new byte[0]); // what the encoder needs to begin
        only().listener.encoded(new byte[0]);
        track.add(sound(BEGIN + 100, 48_000, 100));
        encodings.get(1).listener.encoded(new byte[0]);
        encodings.get(1).listener.encoded(new byte[0]);
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).isCloseTo(BEGIN, within(0.1));
        assertThat(frames.get(1)).isCloseTo(BEGIN + 100, within(0.1));
    }

    @Test
    void an_encoder_that_ends_is_replaced_and_one_that_keeps_ending_is_a_failure() {
        track.add(sound(BEGIN, 44_100, 40));
        for (int i = 1; i <= 3; i++) {
            encodings.getLast().listener.ended(new EncoderFailed("gone", null));
            track.goOn(BEGIN + i * 100);
            assertThat(encodings).hasSize(i + 1);
        }
        encodings.getLast().listener.ended(new EncoderFailed("gone", null));
        assertThatThrownBy(() -> track.goOn(BEGIN + 500)).isInstanceOf(EncoderFailed.class);
    }

    private HandMadeEncoding only() {
        assertThat(encodings).hasSize(1);
        return encodings.getFirst();
    }

    private static Samples sound(double at, int rate, int milliseconds) {
        var pcm = new byte[rate * milliseconds / 1000 * 4];
        Arrays.fill(pcm, (byte) 1);
        return new Samples(at, rate, pcm);
    }
}
