/// How often whom may ask: counted in PostgreSQL for all instances together.
@NullMarked
package webconference.gateway.limits;

import org.jspecify.annotations.NullMarked;
