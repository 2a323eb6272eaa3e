/// What must happen later or for long, carried by db-scheduler in PostgreSQL: deadlines and the
/// nightly stop on one scheduler, the slots in which streams are worked on on a second, so that
/// streams that last for hours never keep a deadline waiting.
@NullMarked
package webconference.streaming.scheduling;

import org.jspecify.annotations.NullMarked;
