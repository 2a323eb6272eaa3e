package webconference.room;

import org.jspecify.annotations.Nullable;

/// Somebody who may go into a meeting now.
///
/// @param id what the meeting tells them from others by
/// @param name what others see
/// @param moderator whether they moderate the meeting
/// @param waits whether a moderator is asked to admit them even where nobody else waits
/// @param door path of the page they came from; null: the room's own
public record Arrival(
        String id, String name, boolean moderator, boolean waits, @Nullable String door) {}
