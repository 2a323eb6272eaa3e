package webconference.streaming.ffmpeg;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.SoundEncoder;

/// AAC by an ffmpeg of its own for each encoding, fed and read through pipes.
@Component
@EnableConfigurationProperties(FfmpegProperties.class)
class AacEncoder implements SoundEncoder {

    /// What a child process may know of our environment, which holds secrets.
    private static final Set<String> HARMLESS = Set.of("PATH", "HOME", "TMPDIR", "LANG");

    private final FfmpegProperties properties;

    AacEncoder(FfmpegProperties properties) {
        this.properties = properties;
    }

    @Override
    public Encoding open(int rate, Listener listener) {
        var builder = new ProcessBuilder(command(rate)).redirectError(Redirect.DISCARD);
        builder.environment().keySet().retainAll(HARMLESS);
        try {
            return new FfmpegEncoding(builder.start(), listener);
        } catch (IOException e) {
            throw new EncoderFailed("the sound encoder could not be started", e);
        }
    }

    /// `probesize` and `flush_packets` keep frames from waiting inside for company.
    private List<String> command(int rate) {
        return List.of(
                properties.ffmpeg(),
                "-hide_banner",
                "-nostats",
                "-loglevel",
                "quiet",
                "-probesize",
                "32",
                "-analyzeduration",
                "0",
                "-f",
                "s16le",
                "-ar",
                String.valueOf(rate),
                "-ac",
                "2",
                "-i",
                "pipe:0",
                "-ar",
                "48000",
                "-c:a",
                "aac",
                "-aac_coder",
                "fast",
                "-b:a",
                "128k",
                "-flush_packets",
                "1",
                "-f",
                "adts",
                "pipe:1");
    }
}
