@NullMarked
package webconference.gateway.limits;

import org.jspecify.annotations.NullMarked;
