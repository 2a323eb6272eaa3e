/// The stream servers of the outside world.
@NullMarked
package webconference.room.network;

import org.jspecify.annotations.NullMarked;
