package webconference.meeting;

import java.time.Instant;

/// What happened to the meeting of an opening. Published on `meetings.v1`; the contract is in
/// `infra/contracts/meetings`.
public sealed interface MeetingEvent {

    RoomId room();

    OpeningId opening();

    long revision();

    Instant at();

    /// @param places how many people may be there; 0: as many as come
    record MeetingStarted(RoomId room, OpeningId opening, long revision, Instant at, int places)
            implements MeetingEvent {}

    record MeetingStartFailed(
            RoomId room, OpeningId opening, long revision, Instant at, StartFailure reason)
            implements MeetingEvent {}

    /// How many people are there now. Told at most once a second.
    record AttendanceChanged(
            RoomId room, OpeningId opening, long revision, Instant at, int people, int moderators)
            implements MeetingEvent {}

    /// The first moderator came, or one came back after all had gone.
    record ModeratorJoined(
            RoomId room, OpeningId opening, long revision, Instant at, int moderators)
            implements MeetingEvent {}

    /// A moderator went; `moderators` remain.
    record ModeratorLeft(RoomId room, OpeningId opening, long revision, Instant at, int moderators)
            implements MeetingEvent {}

    record MeetingEnded(RoomId room, OpeningId opening, long revision, Instant at, EndReason reason)
            implements MeetingEvent {}
}
