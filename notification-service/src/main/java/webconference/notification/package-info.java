/// Messages to people: what was asked for, one copy for each person, and what became of it.
@NullMarked
package webconference.notification;

import org.jspecify.annotations.NullMarked;
