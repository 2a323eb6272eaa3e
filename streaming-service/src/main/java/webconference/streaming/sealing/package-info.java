/// Stream keys sealed as JWE for this service.
@NullMarked
package webconference.streaming.sealing;

import org.jspecify.annotations.NullMarked;
