/// What is kept of people: what it is, how long it stays, how one gets it all, and how it goes.
@NullMarked
package webconference.room.privacy;

import org.jspecify.annotations.NullMarked;
