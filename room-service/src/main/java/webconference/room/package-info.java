/// Rooms: what they are, who may do what in them, and what happens to them. The subpackages are the
/// capabilities beside them (`directory`, `invitation`, `establishment`) and adapters named for
/// what they talk to.
@NullMarked
package webconference.room;

import org.jspecify.annotations.NullMarked;
