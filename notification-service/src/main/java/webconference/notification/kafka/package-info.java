/// Hears which messages are asked for, tells what became of each copy.
@NullMarked
package webconference.notification.kafka;

import org.jspecify.annotations.NullMarked;
