package webconference.room.establishment;

import java.util.UUID;

/// Something that is so now and would be refused under other rules.
public record Breach(UUID room, String name, Kind kind) {

    /// What would be refused.
    public enum Kind {
        /// Guests could not come by its public link any more.
        PUBLIC_LINK,
        /// Its stream could not start any more.
        STREAM_HOST,
        /// Were it closed, it could not be opened.
        OPEN_ROOMS
    }
}
