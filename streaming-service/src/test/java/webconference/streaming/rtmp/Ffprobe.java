package webconference.streaming.rtmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What ffprobe says of a recording.
final class Ffprobe {

    private Ffprobe() {}

    static String streams(Path file) {
        return run("-show_streams", file.toString());
    }

    static double seconds(Path file) {
        var said = run("-show_entries", "format=duration", "-of", "csv=p=0", file.toString());
        return Double.parseDouble(said.strip());
    }

    /// When the first and the last packet are to be shown.
    static double[] span(Path file) {
        var times =
                run("-show_entries", "packet=pts_time", "-of", "csv=p=0", file.toString())
                        .lines()
                        .mapToDouble(Double::parseDouble)
                        .summaryStatistics();
        return new double[] {times.getMin(), times.getMax()};
    }

    private static String run(String... arguments) {
        var command = new ArrayList<>(List.of("ffprobe", "-loglevel", "error"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("these tests need ffprobe", e);
        }
    }
}
