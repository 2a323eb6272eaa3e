/// Tests of the adapter.
@NullMarked
package webconference.streaming.sealing;

import org.jspecify.annotations.NullMarked;
