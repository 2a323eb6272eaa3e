/// A mail server that keeps what it is given, and a page to read it: the platform's mailbox.
@NullMarked
package webconference.local.mailbox;

import org.jspecify.annotations.NullMarked;
