/// Tests of the adapter.
@NullMarked
package webconference.streaming.scheduling;

import org.jspecify.annotations.NullMarked;
