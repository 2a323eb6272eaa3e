@NullMarked
package webconference.streaming.rtmp;

import org.jspecify.annotations.NullMarked;
