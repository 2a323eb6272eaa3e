package webconference.room.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.Deed;

/// Something that was done or refused.
///
/// @param who id of the person; null: nobody, or somebody without account, or somebody erased
/// @param erased whether it was somebody whose traces are erased
/// @param address where it came from
/// @param detail what exactly; people by their ids
/// @param position its place in the chain; null: it gets one in a few seconds
public record AuditLine(
        long line,
        Instant at,
        String what,
        Deed.Result result,
        @Nullable String who,
        boolean erased,
        @Nullable String as,
        @Nullable String address,
        @Nullable UUID room,
        @Nullable String establishment,
        String detail,
        @Nullable String trace,
        @Nullable Long position) {}
