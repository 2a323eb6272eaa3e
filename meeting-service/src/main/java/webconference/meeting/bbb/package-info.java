/// BigBlueButton: its API, signed and asked carefully, and its callbacks, believed only when they
/// prove where they come from. Checksums, XML and its HTTP end here.
@NullMarked
package webconference.meeting.bbb;

import org.jspecify.annotations.NullMarked;
