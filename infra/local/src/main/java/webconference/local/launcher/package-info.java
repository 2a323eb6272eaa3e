/// Starting, watching and stopping the programs of the local platform, in order and without leaving
/// anything behind.
@NullMarked
package webconference.local.launcher;

import org.jspecify.annotations.NullMarked;
