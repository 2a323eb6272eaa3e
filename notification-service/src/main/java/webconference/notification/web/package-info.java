/// Who may call this service: probes, and nobody else.
@NullMarked
package webconference.notification.web;

import org.jspecify.annotations.NullMarked;
