/// The HTTP interface, the open screens' live updates, and what goes wrong in words people read.
@NullMarked
package webconference.room.web;

import org.jspecify.annotations.NullMarked;
