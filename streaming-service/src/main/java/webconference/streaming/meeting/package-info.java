/// Calls to meeting-service.
@NullMarked
package webconference.streaming.meeting;

import org.jspecify.annotations.NullMarked;
