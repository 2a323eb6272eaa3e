/// What people did and were refused, kept so that nobody can change it afterwards: lines that the
/// database lets nobody alter, chained by hashes that a job verifies.
@NullMarked
package webconference.room.audit;

import org.jspecify.annotations.NullMarked;
