/// Where people enter with a pass, and where streaming-service asks for Live's entrance and for who
/// is present.
@NullMarked
package webconference.meeting.web;

import org.jspecify.annotations.NullMarked;
