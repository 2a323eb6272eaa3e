/// Rooms: what they are, who may do what in them, and what happens to them. The subpackages are the
/// two capabilities beside them (`directory`, `invitation`) and adapters named for what they talk
/// to.
@NullMarked
package webconference.room;

import org.jspecify.annotations.NullMarked;
