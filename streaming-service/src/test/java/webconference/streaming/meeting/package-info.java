/// Tests of the adapter.
@NullMarked
package webconference.streaming.meeting;

import org.jspecify.annotations.NullMarked;
