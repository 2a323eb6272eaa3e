/// The only entrance: who comes in and how, which service answers what, and the portal's files. It
/// holds no domain and tells no event.
@NullMarked
package webconference.gateway;

import org.jspecify.annotations.NullMarked;
