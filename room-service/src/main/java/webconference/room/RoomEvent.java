package webconference.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened to a room. Published on `rooms.v1`; the contract is in `infra/contracts/rooms`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface RoomEvent {

    RoomId room();

    long revision();

    Instant at();

    OpeningId opening();

    /// @param guests whether people without an account may come, now or later: the meeting must be
    ///   able to make one wait
    /// @param establishment the code of the school the room belongs to; null: of none
    /// @param target where the stream goes that starts by itself; null: no stream
    record RoomOpened(
            RoomId room,
            long revision,
            Instant at,
            OpeningId opening,
            UserId by,
            String name,
            boolean waitingRoom,
            boolean guests,
            @Nullable String establishment,
            @Nullable StreamTarget target)
            implements RoomEvent {}

    /// @param by who closed it; null: nobody, it ended by itself
    record RoomClosed(
            RoomId room,
            long revision,
            Instant at,
            OpeningId opening,
            @Nullable UserId by,
            CloseReason reason)
            implements RoomEvent {}

    /// @param target as the settings are now, so that a mended key is used
    record StreamStartRequested(
            RoomId room,
            long revision,
            Instant at,
            OpeningId opening,
            UserId by,
            StreamTarget target)
            implements RoomEvent {}

    record StreamStopRequested(
            RoomId room, long revision, Instant at, OpeningId opening, UserId by, How how)
            implements RoomEvent {}

    /// Why an opening is over.
    enum CloseReason {
        CLOSED_BY_USER,
        MEETING_ENDED,
        MEETING_FAILED,
        ROOM_DELETED,
        OPENING_CANCELLED
    }

    /// Whether the RTMP session is kept with a pause picture.
    enum How {
        PAUSE,
        END
    }
}
