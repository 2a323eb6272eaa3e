package webconference.room.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.RoomEvent.CloseReason;
import webconference.room.UserId;

/// One use of a room that was, or is.
///
/// @param closeReason why it is over; null: it is not, or nobody noted it then
/// @param closedBy who closed it; null: nobody, or nobody yet
/// @param interventions what those did who look after the platform or the establishment
public record OpeningRecord(
        UUID id,
        UserId by,
        Instant requestedAt,
        @Nullable Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable CloseReason closeReason,
        @Nullable UserId closedBy,
        int mostPeople,
        List<RunRecord> runs,
        List<Intervention> interventions) {

    /// Something that was ended from outside the room.
    ///
    /// @param what `CLOSE` or `STOP_STREAM`
    /// @param reason in the words of who did it
    public record Intervention(String what, UserId by, Instant at, String reason) {}
}
