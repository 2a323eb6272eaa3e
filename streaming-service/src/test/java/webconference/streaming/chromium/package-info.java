@NullMarked
package webconference.streaming.chromium;

import org.jspecify.annotations.NullMarked;
