/// Events as the contracts have them.
@NullMarked
package webconference.notification.kafka;

import org.jspecify.annotations.NullMarked;
