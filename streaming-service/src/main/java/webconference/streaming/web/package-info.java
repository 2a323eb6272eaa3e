/// What is answered over HTTP, and to whom.
@NullMarked
package webconference.streaming.web;

import org.jspecify.annotations.NullMarked;
