package webconference.meeting;

import org.jspecify.annotations.Nullable;

/// The meeting a server is asked for.
///
/// @param guarded whether there may be people whom a moderator must admit; each says so who comes
/// @param places how many people may be there; 0: as many as come
/// @param establishment the code of the school it is for; null: of none
public record MeetingPlan(
        OpeningId opening,
        RoomId room,
        String name,
        boolean guarded,
        int places,
        @Nullable String establishment) {}
