/// Tests.
@NullMarked
package webconference.local.mailbox;

import org.jspecify.annotations.NullMarked;
