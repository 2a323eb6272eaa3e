/// The local platform: everything the services need around them, on one machine and without Docker.
/// [webconference.local.LocalPlatform] starts it; the packages below are its parts, and none of
/// them knows another.
@NullMarked
package webconference.local;

import org.jspecify.annotations.NullMarked;
