/// What is heard on `rooms.v1`, `meetings.v1` and `people.v1`, and what is said on `streams.v1`.
@NullMarked
package webconference.streaming.kafka;

import org.jspecify.annotations.NullMarked;
