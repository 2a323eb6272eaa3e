package webconference.streaming.chromium;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the recorder page sends: one byte what it is, eight bytes when (milliseconds of the page's
/// clock), and its content. `line.js` writes the same.
sealed interface RecorderMessage {

    double at();

    /// The encoder's description of what follows: an `avcC`.
    record Configuration(double at, byte[] avcC) implements RecorderMessage {}

    /// An encoded picture.
    record Picture(double at, boolean key, byte[] accessUnit) implements RecorderMessage {}

    /// Samples, 16 bits, stereo.
    record Samples(double at, int rate, byte[] pcm) implements RecorderMessage {}

    /// Something happened there.
    record Told(double at, String event, JsonNode details) implements RecorderMessage {}

    /// The page's clock went on.
    record Heartbeat(double at) implements RecorderMessage {}

    /// Reads a message.
    ///
    /// @throws IllegalArgumentException if it is none
    static RecorderMessage parse(byte[] message) {
        var in = ByteBuffer.wrap(message);
        var kind = in.get();
        var at = in.getDouble();
        return switch (kind) {
            case 1 -> new Configuration(at, rest(in));
            case 2 -> new Picture(at, true, rest(in));
            case 3 -> new Picture(at, false, rest(in));
            case 4 -> new Samples(at, in.getInt(), rest(in));
            case 5 -> {
                var json = new String(rest(in), StandardCharsets.UTF_8);
                var details = JsonMapper.shared().readTree(json);
                yield new Told(at, details.path("event").asString(""), details);
            }
            case 6 -> new Heartbeat(at);
            default -> throw new IllegalArgumentException("unknown message " + kind);
        };
    }

    private static byte[] rest(ByteBuffer in) {
        var bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
