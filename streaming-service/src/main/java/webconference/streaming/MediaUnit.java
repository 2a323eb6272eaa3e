package webconference.streaming;

/// One piece of encoded picture or sound, as it goes into an FLV tag: H.264 access units with
/// length prefixes, raw AAC frames. Times are milliseconds since the capture's first picture and
/// never run backwards within one kind.
public sealed interface MediaUnit {

    /// The AVC decoder configuration record (`avcC`); comes before the first picture.
    record PictureConfiguration(byte[] avcC) implements MediaUnit {}

    /// One access unit.
    record Picture(long at, boolean key, byte[] accessUnit) implements MediaUnit {}

    /// The AAC AudioSpecificConfig; comes before the first sound.
    record SoundConfiguration(byte[] audioSpecificConfig) implements MediaUnit {}

    /// One AAC frame: 1024 samples at 48 kHz, stereo.
    record Sound(long at, byte[] frame) implements MediaUnit {}
}
