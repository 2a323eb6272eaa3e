package webconference.streaming.rtmp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import webconference.streaming.MediaUnit;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;

/// Six seconds of picture and sound, encoded by ffmpeg, a key frame each second.
final class TestMedia {

    static final List<MediaUnit> SIX_SECONDS = encoded();

    private TestMedia() {}

    static boolean isConfiguration(MediaUnit unit) {
        return unit instanceof PictureConfiguration || unit instanceof SoundConfiguration;
    }

    /// The same media, some time later.
    static List<MediaUnit> later(List<MediaUnit> units, long by) {
        return units.stream().map(unit -> later(unit, by)).toList();
    }

    private static MediaUnit later(MediaUnit unit, long by) {
        return switch (unit) {
            case Picture(var at, var key, var accessUnit) -> new Picture(at + by, key, accessUnit);
            case Sound(var at, var frame) -> new Sound(at + by, frame);
            case PictureConfiguration _, SoundConfiguration _ -> unit;
        };
    }

    private static List<MediaUnit> encoded() {
        var command =
                "ffmpeg -loglevel error -f lavfi -i testsrc=size=640x360:rate=15 -f lavfi -i"
                        + " sine=frequency=440:sample_rate=48000 -t 6 -c:v libx264 -preset"
                        + " ultrafast -tune zerolatency -pix_fmt yuv420p -g 15 -b:v 800k -c:a aac"
                        + " -ac 2 -f flv -flvflags no_duration_filesize pipe:1";
        try {
            var process =
                    new ProcessBuilder(Arrays.asList(command.split(" ", -1)))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (var in = new DataInputStream(process.getInputStream())) {
                in.skipNBytes(13);
                return tags(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("these tests need ffmpeg", e);
        }
    }

    private static List<MediaUnit> tags(DataInputStream in) throws IOException {
        var units = new ArrayList<MediaUnit>();
        try {
            for (; ; ) {
                var type = in.readUnsignedByte();
                var body = new byte[read24(in)];
                var at = read24(in) | (in.readUnsignedByte() << 24);
                in.skipNBytes(3);
                in.readFully(body);
                in.skipNBytes(4);
                if (type == Message.PICTURE && body[1] < 2) {
                    var content = Arrays.copyOfRange(body, 5, body.length);
                    units.add(
                            body[1] == 0
                                    ? new PictureConfiguration(content)
                                    : new Picture(at, body[0] == 0x17, content));
                } else if (type == Message.SOUND) {
                    var content = Arrays.copyOfRange(body, 2, body.length);
                    units.add(
                            body[1] == 0
                                    ? new SoundConfiguration(content)
                                    : new Sound(at, content));
                }
            }
        } catch (EOFException e) {
            return units;
        }
    }

    private static int read24(DataInputStream in) throws IOException {
        return (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    }
}
