/// Tests of the adapter.
@NullMarked
package webconference.streaming.web;

import org.jspecify.annotations.NullMarked;
