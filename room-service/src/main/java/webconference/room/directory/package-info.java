/// People and groups, as their sign-ins and the directory file tell them; who may see whom.
@NullMarked
package webconference.room.directory;

import org.jspecify.annotations.NullMarked;
