package webconference.room.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.Status;
import webconference.room.StreamState;
import webconference.room.UserId;

/// A room that is not closed, for who looks after it from outside.
///
/// @param establishment its code; null: it belongs to none
/// @param since when it was opened
/// @param stream how its stream stands; null: it has none
public record RunningRoom(
        UUID id,
        String name,
        @Nullable String establishment,
        @Nullable String establishmentName,
        UserId owner,
        Status status,
        UserId openedBy,
        Instant since,
        int people,
        int moderators,
        @Nullable StreamState stream,
        @Nullable String streamHost) {}
