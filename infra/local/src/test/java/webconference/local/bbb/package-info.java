/// Tests.
@NullMarked
package webconference.local.bbb;

import org.jspecify.annotations.NullMarked;
