/// The meetings that rooms are open with: one for each opening, on one of the platform's servers,
/// from the wish to have it until it has ended, and who is present in it.
@NullMarked
package webconference.meeting;

import org.jspecify.annotations.NullMarked;
