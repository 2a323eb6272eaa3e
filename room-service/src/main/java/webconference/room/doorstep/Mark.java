package webconference.room.doorstep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import webconference.room.RoomId;
import webconference.room.UserId;

/// What somebody is counted by at a door: the same on every instance, so that they count once, and
/// another at every door, so that it tells of nobody who waits where.
record Mark(long value) {

    static Mark of(RoomId door, UserId person) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (door + "\n" + person.value())
                                            .getBytes(StandardCharsets.UTF_8));
            return new Mark(ByteBuffer.wrap(hash).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
