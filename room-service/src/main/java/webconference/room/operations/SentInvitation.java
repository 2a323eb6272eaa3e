package webconference.room.operations;

import java.time.Instant;
import java.util.UUID;
import webconference.room.UserId;

/// A message that went to several people, in figures: its words and whom it went to are its
/// sender's.
public record SentInvitation(
        UUID id,
        UUID room,
        String roomName,
        UserId by,
        Instant sentAt,
        int pending,
        int delivered,
        int failed) {}
