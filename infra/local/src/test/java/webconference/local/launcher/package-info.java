/// Tests.
@NullMarked
package webconference.local.launcher;

import org.jspecify.annotations.NullMarked;
