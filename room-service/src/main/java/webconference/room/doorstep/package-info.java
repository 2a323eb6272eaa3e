/// How many people wait at which door, counted over all instances of this service.
@NullMarked
package webconference.room.doorstep;

import org.jspecify.annotations.NullMarked;
