/// What those see and do who look after the platform or an establishment, and the limits that hold
/// there.
@NullMarked
package webconference.room.operations;

import org.jspecify.annotations.NullMarked;
