/// What is told over Kafka, and what is heard there.
@NullMarked
package webconference.room.kafka;

import org.jspecify.annotations.NullMarked;
