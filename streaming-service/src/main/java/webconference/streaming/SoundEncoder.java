package webconference.streaming;

/// Turns the samples of a meeting's sound into AAC, 48 kHz stereo. A port, because the capture
/// needs it and what it is made of is its own affair.
public interface SoundEncoder {

    /// Starts an encoding with a process of its own.
    ///
    /// @param rate samples a second of what will be fed
    /// @throws CaptureFailure.EncoderFailed if it cannot be started
    Encoding open(int rate, Listener listener);

    /// An encoding that runs.
    interface Encoding extends AutoCloseable {
        /// Queues samples, 16 bits, little-endian, left and right in turn; never blocks.
        void encode(byte[] samples);

        /// Ends the process; safe to repeat. The listener hears nothing more.
        @Override
        void close();
    }

    /// Who hears what comes of an encoding, from one thread.
    interface Listener {
        /// The AudioSpecificConfig; told once, before the first frame.
        void configured(byte[] audioSpecificConfig);

        /// The next frame of 1024 samples. The first holds what the encoder needs to begin, not yet
        /// sound.
        void encoded(byte[] frame);

        /// The encoding ended though nobody closed it.
        void ended(CaptureFailure.EncoderFailed failure);
    }
}
