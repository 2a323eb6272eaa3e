/// Sealed stream keys and signed entry passes.
@NullMarked
package webconference.room.jose;

import org.jspecify.annotations.NullMarked;
