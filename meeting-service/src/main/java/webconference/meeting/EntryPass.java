package webconference.meeting;

import java.time.Instant;
import java.util.UUID;

/// room-service's word that a person may enter now, once.
///
/// @param id used up by entering
public record EntryPass(
        UUID id,
        RoomId room,
        OpeningId opening,
        PersonId person,
        String name,
        Role role,
        Instant expiresAt) {}
