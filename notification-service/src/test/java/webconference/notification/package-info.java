/// What this service promises, on a real database, a real Kafka, and mail servers good and bad.
@NullMarked
package webconference.notification;

import org.jspecify.annotations.NullMarked;
