package webconference.streaming.chromium;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import webconference.streaming.Capture;
import webconference.streaming.CaptureFailure;
import webconference.streaming.MediaUnit;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;

/// An audience that keeps what it was told, and looks at it with ffmpeg's eyes and ears.
final class Recorded implements Capture.Audience {

    static final int SQUARES = 31;

    /// Makes of each picture one grey point for each square of the page's clock.
    static final String STRIP = "crop=1240:16:0:8,scale=31:1:flags=area";

    /// What was told, in order: `waiting`, `joined`, `refused`, `ended`, `failed`.
    final List<String> told = new CopyOnWriteArrayList<>();

    final List<MediaUnit> units = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    volatile @Nullable CaptureFailure failure;

    /// A picture as a viewer sees it.
    ///
    /// @param at its time in the stream
    /// @param arrived milliseconds of the day, when it came out of the capture
    /// @param clock what the page's clock shows in it, if it shows the meeting
    record Seen(long at, long arrived, boolean key, OptionalLong clock) {
        boolean showsMeeting() {
            return clock.isPresent();
        }

        /// From the page to here.
        long latency() {
            return (arrived - clock.orElseThrow()) & 0xFFFFFF;
        }
    }

    @Override
    public void awaitingAdmission() {
        told.add("waiting");
    }

    @Override
    public void joined() {
        told.add("joined");
    }

    @Override
    public void refused() {
        told.add("refused");
    }

    @Override
    public void meetingEnded() {
        told.add("ended");
    }

    @Override
    public synchronized void media(MediaUnit unit) {
        units.add(unit);
        arrivals.add(System.currentTimeMillis());
    }

    @Override
    public void failed(CaptureFailure reason) {
        failure = reason;
        told.add("failed");
    }

    synchronized int count(Class<? extends MediaUnit> kind) {
        return (int) units.stream().filter(kind::isInstance).count();
    }

    synchronized List<MediaUnit> soFar() {
        return List.copyOf(units);
    }

    synchronized <T extends MediaUnit> List<T> all(Class<T> kind) {
        return units.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Every picture so far, decoded: one comes out for each that went in.
    List<Seen> pictures() {
        List<Picture> pictures = new ArrayList<>();
        List<Long> arrived = new ArrayList<>();
        var stream = new ByteArrayOutputStream();
        synchronized (this) {
            for (int i = 0; i < units.size(); i++) {
                switch (units.get(i)) {
                    case PictureConfiguration(var avcC) -> stream.writeBytes(parameterSets(avcC));
                    case Picture picture -> {
                        pictures.add(picture);
                        arrived.add(arrivals.get(i));
                        stream.writeBytes(startCodes(picture.accessUnit()));
                    }
                    case Sound _, SoundConfiguration _ -> {}
                }
            }
        }
        var strips =
                run(
                        stream.toByteArray(),
                        List.of(
                                "ffmpeg",
                                "-loglevel",
                                "error",
                                "-f",
                                "h264",
                                "-i",
                                "pipe:0",
                                "-vsync",
                                "passthrough",
                                "-vf",
                                STRIP,
                                "-pix_fmt",
                                "gray",
                                "-f",
                                "rawvideo",
                                "pipe:1"));
        var seen = new ArrayList<Seen>();
        for (int i = 0; i < pictures.size() && (i + 1) * SQUARES <= strips.length; i++) {
            var strip = Arrays.copyOfRange(strips, i * SQUARES, (i + 1) * SQUARES);
            var picture = pictures.get(i);
            seen.add(new Seen(picture.at(), arrived.get(i), picture.key(), clock(strip)));
        }
        return seen;
    }

    /// The sound so far: samples of the left side at 48 kHz.
    short[] sound() {
        var adts = new ByteArrayOutputStream();
        var config = all(SoundConfiguration.class).getFirst().audioSpecificConfig();
        all(Sound.class).forEach(it -> adts.writeBytes(withHeader(config, it.frame())));
        var pcm =
                run(
                        adts.toByteArray(),
                        List.of(
                                "ffmpeg",
                                "-loglevel",
                                "error",
                                "-f",
                                "aac",
                                "-i",
                                "pipe:0",
                                "-ac",
                                "1",
                                "-f",
                                "s16le",
                                "pipe:1"));
        var samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    /// What ffprobe says of picture and sound, such as `codec_name=h264`.
    String probed() {
        var stream = new ByteArrayOutputStream();
        all(PictureConfiguration.class).forEach(it -> stream.writeBytes(parameterSets(it.avcC())));
        all(Picture.class).forEach(it -> stream.writeBytes(startCodes(it.accessUnit())));
        var picture = probe(stream.toByteArray(), "h264");
        var adts = new ByteArrayOutputStream();
        var config = all(SoundConfiguration.class).getFirst().audioSpecificConfig();
        all(Sound.class).forEach(it -> adts.writeBytes(withHeader(config, it.frame())));
        return picture + probe(adts.toByteArray(), "aac");
    }

    private static String probe(byte[] stream, String format) {
        return new String(
                run(
                        stream,
                        List.of(
                                "ffprobe",
                                "-loglevel",
                                "error",
                                "-f",
                                format,
                                "-show_streams",
                                "-i",
                                "pipe:0")),
                US_ASCII);
    }

    /// What the page's clock shows, if these points are its squares.
    static OptionalLong clock(byte[] strip) {
        if (!isWhite(strip[0]) || isWhite(strip[1]) || !isWhite(strip[2])) {
            return OptionalLong.empty();
        }
        var value = number(strip, 3, 24);
        var sum = 0L;
        for (var rest = value; rest > 0; rest >>= 4) {
            sum += rest & 15;
        }
        return (sum & 15) == number(strip, 27, 4) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static long number(byte[] strip, int from, int bits) {
        var value = 0L;
        for (int i = from; i < from + bits; i++) {
            value = (value << 1) | (isWhite(strip[i]) ? 1 : 0);
        }
        return value;
    }

    private static boolean isWhite(byte grey) {
        return (grey & 0xFF) > 128;
    }

    private static byte[] parameterSets(byte[] avcC) {
        var in = ByteBuffer.wrap(avcC, 5, avcC.length - 5);
        var out = new ByteArrayOutputStream();
        for (int kinds = 0; kinds < 2; kinds++) {
            for (var left = in.get() & 31; left > 0; left--) {
                var set = new byte[in.getShort()];
                in.get(set);
                out.writeBytes(new byte[] {0, 0, 0, 1});
                out.writeBytes(set);
            }
        }
        return out.toByteArray();
    }

    private static byte[] startCodes(byte[] accessUnit) {
        var unit = accessUnit.clone();
        for (int i = 0; i < unit.length; ) {
            var length = ByteBuffer.wrap(unit, i, 4).getInt();
            ByteBuffer.wrap(unit, i, 4).putInt(1);
            i += 4 + length;
        }
        return unit;
    }

    private static byte[] withHeader(byte[] config, byte[] frame) {
        var length = frame.length + 7;
        var rate = ((config[0] & 7) << 1) | ((config[1] & 0xFF) >> 7);
        var channels = (config[1] >> 3) & 15;
        var out = new byte[length];
        out[0] = (byte) 0xFF;
        out[1] = (byte) 0xF1;
        out[2] = (byte) ((((config[0] >> 3) - 1) << 6) | (rate << 2) | (channels >> 2));
        out[3] = (byte) (((channels & 3) << 6) | (length >> 11));
        out[4] = (byte) (length >> 3);
        out[5] = (byte) (((length & 7) << 5) | 31);
        out[6] = (byte) 0xFC;
        System.arraycopy(frame, 0, out, 7, frame.length);
        return out;
    }

    private static byte[] run(byte[] input, List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try (var in = process.getOutputStream()) {
                            in.write(input);
                        } catch (IOException e) {
                            // it has seen enough
                        }
                    });
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("these tests need " + command.getFirst(), e);
        }
    }
}
