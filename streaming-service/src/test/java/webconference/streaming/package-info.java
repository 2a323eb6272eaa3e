/// Tests of streams: the rules alone, and the whole service on real PostgreSQL and Kafka with
/// hand-made captures and targets.
@NullMarked
package webconference.streaming;

import org.jspecify.annotations.NullMarked;
