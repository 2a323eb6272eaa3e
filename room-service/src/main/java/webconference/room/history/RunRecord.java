package webconference.room.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.UserId;

/// A stream that came out of an opening.
///
/// @param host the server it went to; null: that was never told
/// @param liveSince when it went live first; null: it never did
/// @param liveSeconds how long it was live in all, pauses and interruptions not counted
public record RunRecord(
        UUID id,
        @Nullable String host,
        Instant requestedAt,
        @Nullable Instant liveSince,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        @Nullable UserId endedBy,
        long liveSeconds) {}
