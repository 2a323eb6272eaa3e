/// Tests.
@NullMarked
package webconference.local.signin;

import org.jspecify.annotations.NullMarked;
