/// Establishments: what each allows in its rooms, and who is told when it changes.
@NullMarked
package webconference.room.establishment;

import org.jspecify.annotations.NullMarked;
