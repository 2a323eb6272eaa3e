package webconference.room.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody wants to know of the audit; null: whatever it is.
///
/// @param who id of the person who did it
/// @param what the deed's name
/// @param from the first moment
/// @param to the moment after the last
/// @param before the line that the answer goes on from, towards the past
public record AuditQuestion(
        @Nullable String who,
        @Nullable String what,
        @Nullable UUID room,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long before) {

    AuditQuestion before(long line) {
        return new AuditQuestion(who, what, room, from, to, line);
    }
}
