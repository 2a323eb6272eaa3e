package webconference.streaming.rtmp;

import java.util.LinkedHashMap;
import java.util.Map;
import webconference.streaming.MediaUnit;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;

/// Pictures and sound as RTMP carries them: the bodies of FLV tags.
final class FlvTags {

    private static final byte KEY_AVC = 0x17;
    private static final byte INTER_AVC = 0x27;
    private static final byte AAC = (byte) 0xAF;
    private static final byte CONFIGURATION = 0;
    private static final byte CONTENT = 1;
    private static final int H264 = 7;
    private static final int AAC_ID = 10;

    private FlvTags() {}

    /// @param at when the unit is to be shown
    /// @param stream which the server named for the publication
    static Message message(MediaUnit unit, long at, int stream) {
        return switch (unit) {
            case PictureConfiguration(var avcC) ->
                    new Message(Message.PICTURE, at, stream, picture(KEY_AVC, CONFIGURATION, avcC));
            case Picture(_, var key, var accessUnit) ->
                    new Message(
                            Message.PICTURE,
                            at,
                            stream,
                            picture(key ? KEY_AVC : INTER_AVC, CONTENT, accessUnit));
            case SoundConfiguration(var config) ->
                    new Message(Message.SOUND, at, stream, sound(CONFIGURATION, config));
            case Sound(_, var frame) ->
                    new Message(Message.SOUND, at, stream, sound(CONTENT, frame));
        };
    }

    /// What players and servers want to know before the first picture.
    static Message metadata(long at, int stream) {
        var facts = new LinkedHashMap<String, Object>(Map.of());
        facts.put("videocodecid", H264);
        facts.put("audiocodecid", AAC_ID);
        facts.put("audiosamplerate", 48_000);
        facts.put("audiosamplesize", 16);
        facts.put("stereo", true);
        facts.put("encoder", "Web-conference");
        return new Message(
                Message.DATA, at, stream, Amf0.write("@setDataFrame", "onMetaData", facts));
    }

    /// The three zeros say that pictures are shown in the order they come.
    private static byte[] picture(byte kind, byte what, byte[] content) {
        var body = new byte[5 + content.length];
        body[0] = kind;
        body[1] = what;
        System.arraycopy(content, 0, body, 5, content.length);
        return body;
    }

    private static byte[] sound(byte what, byte[] content) {
        var body = new byte[2 + content.length];
        body[0] = AAC;
        body[1] = what;
        System.arraycopy(content, 0, body, 2, content.length);
        return body;
    }
}
