package webconference.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What somebody wants said to whom.
///
/// @param html the body as they wrote it, made harmless already
/// @param text the same for who reads no HTML
public record Request(
        MessageId message,
        UUID room,
        Instant at,
        Person sender,
        String subject,
        String html,
        String text,
        List<Person> recipients) {}
