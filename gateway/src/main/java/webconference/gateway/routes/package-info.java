/// Which service answers which path, and what a caller reads when it does not answer.
@NullMarked
package webconference.gateway.routes;

import org.jspecify.annotations.NullMarked;
