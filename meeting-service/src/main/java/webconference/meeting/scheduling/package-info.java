/// When things are done: errands at once and until they are done, rounds over the servers again and
/// again, each by one instance at a time and taken over when that one dies. db-scheduler carries
/// it.
@NullMarked
package webconference.meeting.scheduling;

import org.jspecify.annotations.NullMarked;
