package webconference.streaming.rtmp;

import java.nio.ByteBuffer;

/// A message as RTMP's chunks carry it.
///
/// @param at milliseconds
/// @param stream 0 for the connection itself
record Message(int type, long at, int stream, byte[] payload) {

    static final int SET_CHUNK_SIZE = 1;
    static final int ACKNOWLEDGEMENT = 3;
    static final int USER_CONTROL = 4;
    static final int WINDOW_SIZE = 5;
    static final int SOUND = 8;
    static final int PICTURE = 9;
    static final int DATA = 18;
    static final int COMMAND = 20;

    /// A message of the protocol itself, about one number.
    static Message control(int type, int number) {
        return new Message(type, 0, 0, ByteBuffer.allocate(4).putInt(number).array());
    }

    /// Where on the connection it travels: pieces of one message must not mix with another's.
    int chunkStream() {
        return switch (type) {
            case COMMAND -> stream == 0 ? 3 : 8;
            case SOUND -> 4;
            case PICTURE -> 6;
            case DATA -> 5;
            default -> 2;
        };
    }

    /// Leaves the content out: it may hold the key.
    @Override
    public String toString() {
        return "Message[type=" + type + ", at=" + at + ", length=" + payload.length + "]";
    }
}
