/// The lines that tell afterwards who did what, in the log under the name `audit`.
@NullMarked
package webconference.room.audit;

import org.jspecify.annotations.NullMarked;
