/// When copies are sent: at once, and again later if they could not be. db-scheduler carries it, so
/// that neither a stop nor a crash forgets one.
@NullMarked
package webconference.notification.scheduling;

import org.jspecify.annotations.NullMarked;
