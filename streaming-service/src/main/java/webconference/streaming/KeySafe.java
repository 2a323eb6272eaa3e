package webconference.streaming;

import java.util.UUID;

/// Opens sealed stream keys.
public interface KeySafe {

    /// @param sealed as it travels and is stored
    /// @param room the room it was sealed for
    /// @return the key; to be kept in memory only
    /// @throws KeyUnreadable if it was sealed for another room or key, or is damaged
    String open(String sealed, UUID room);

    /// The sealed key cannot be opened. Trying again gives the same answer.
    class KeyUnreadable extends RuntimeException {
        public KeyUnreadable(String message, Throwable cause) {
            super(message, cause);
        }

        public KeyUnreadable(String message) {
            super(message);
        }
    }
}
