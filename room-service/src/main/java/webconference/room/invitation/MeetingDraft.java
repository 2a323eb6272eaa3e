package webconference.room.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A date as somebody typed it.
///
/// @param minutes how long it lasts
public record MeetingDraft(@Nullable Instant start, @Nullable Integer minutes) {}
