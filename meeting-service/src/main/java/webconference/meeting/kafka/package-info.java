/// What is heard on `rooms.v1` and `people.v1`, and told on `meetings.v1`.
@NullMarked
package webconference.meeting.kafka;

import org.jspecify.annotations.NullMarked;
