package webconference.room.access;

import java.time.Instant;
import java.util.UUID;
import webconference.room.UserId;

/// Somebody who asks to be let into a room, and has no answer yet.
public record AccessRequest(UUID id, UserId person, Instant at) {}
