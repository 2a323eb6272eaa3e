/// Tests of the adapter.
@NullMarked
package webconference.streaming.kafka;

import org.jspecify.annotations.NullMarked;
