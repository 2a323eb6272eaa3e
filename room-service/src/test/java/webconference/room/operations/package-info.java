@NullMarked
package webconference.room.operations;

import org.jspecify.annotations.NullMarked;
