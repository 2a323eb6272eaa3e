/// Tests.
@NullMarked
package webconference.local;

import org.jspecify.annotations.NullMarked;
