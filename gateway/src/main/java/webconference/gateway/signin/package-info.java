/// Sign-in at the identity provider, the sessions it leads to, the access tokens they hold, and
/// which requests need what.
@NullMarked
package webconference.gateway.signin;

import org.jspecify.annotations.NullMarked;
