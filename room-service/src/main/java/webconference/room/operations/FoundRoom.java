package webconference.room.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.Status;
import webconference.room.UserId;

/// A room, open or not, as it is found by who looks after the platform.
///
/// @param establishment its code; null: it belongs to none
/// @param people how many are in its meeting
/// @param lastUsedAt null: never
public record FoundRoom(
        UUID id,
        String name,
        @Nullable String establishment,
        @Nullable String establishmentName,
        UserId owner,
        Status status,
        int people,
        @Nullable Instant lastUsedAt) {}
