/// A real OpenID Connect provider with demonstration people, for the local platform only.
@NullMarked
package webconference.local.signin;

import org.jspecify.annotations.NullMarked;
