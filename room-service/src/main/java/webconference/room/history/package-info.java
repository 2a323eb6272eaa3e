/// What happened in rooms: their openings, how those ended, and the streams that came out of them.
@NullMarked
package webconference.room.history;

import org.jspecify.annotations.NullMarked;
