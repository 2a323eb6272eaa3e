/// What is measured.
@NullMarked
package webconference.streaming.metrics;

import org.jspecify.annotations.NullMarked;
