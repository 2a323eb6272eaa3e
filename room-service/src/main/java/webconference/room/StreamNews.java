package webconference.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What streaming-service tells of a run.
public sealed interface StreamNews {

    record Requested(String host) implements StreamNews {}

    record Queued(int running, int slots) implements StreamNews {}

    /// A step that says nothing but itself: joining, live, stopping …
    record Moved(StreamState state) implements StreamNews {}

    record Paused(@Nullable UserId by) implements StreamNews {}

    record Interrupted(String reason, int attempt, int attempts, Instant retryAt)
            implements StreamNews {}

    /// No moderator is left; without one the stream stops then.
    record StopScheduled(Instant stopsAt) implements StreamNews {}

    record StopCancelled() implements StreamNews {}

    record Ended(String reason, @Nullable UserId by) implements StreamNews {}
}
