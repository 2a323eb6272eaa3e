/// The plumbing's standing tests, and the real parts every service's tests run on.
@NullMarked
package webconference.eventing;

import org.jspecify.annotations.NullMarked;
