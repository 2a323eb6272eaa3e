/// The gateway as a whole, between a real identity provider, a real database and small servers that
/// play the services.
@NullMarked
package webconference.gateway;

import org.jspecify.annotations.NullMarked;
