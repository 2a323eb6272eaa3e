/// What is done at its time and by one instance only: sealing the audit, looking at its chain,
/// forgetting what was kept long enough. db-scheduler carries it.
@NullMarked
package webconference.room.scheduling;

import org.jspecify.annotations.NullMarked;
