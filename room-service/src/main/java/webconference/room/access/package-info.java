/// People who may not enter a room ask to be let in, and those who invite there answer.
@NullMarked
package webconference.room.access;

import org.jspecify.annotations.NullMarked;
