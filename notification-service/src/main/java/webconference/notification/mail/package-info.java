/// The mail server that takes our messages.
@NullMarked
package webconference.notification.mail;

import org.jspecify.annotations.NullMarked;
