@NullMarked
package webconference.room.doorstep;

import org.jspecify.annotations.NullMarked;
