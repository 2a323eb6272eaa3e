/// Where a sign-in may lead.
@NullMarked
package webconference.gateway.signin;

import org.jspecify.annotations.NullMarked;
