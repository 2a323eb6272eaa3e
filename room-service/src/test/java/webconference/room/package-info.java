/// What this service promises, as sentences.
@NullMarked
package webconference.room;

import org.jspecify.annotations.NullMarked;
