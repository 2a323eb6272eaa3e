/// What a mail server gets to read.
@NullMarked
package webconference.notification.mail;

import org.jspecify.annotations.NullMarked;
