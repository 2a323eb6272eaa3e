/// Invitations to a room: who may be written to, what a message may hold, and what became of each.
@NullMarked
package webconference.room.invitation;

import org.jspecify.annotations.NullMarked;
