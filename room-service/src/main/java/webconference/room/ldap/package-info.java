/// The LDAP directory: how it is reached, what its attributes mean, and when it is read again.
@NullMarked
package webconference.room.ldap;

import org.jspecify.annotations.NullMarked;
