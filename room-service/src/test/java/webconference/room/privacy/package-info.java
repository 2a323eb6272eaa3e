@NullMarked
package webconference.room.privacy;

import org.jspecify.annotations.NullMarked;
