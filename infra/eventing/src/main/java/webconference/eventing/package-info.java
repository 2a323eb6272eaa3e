/// How events leave a service and how they arrive: an outbox that is written in the transaction of
/// the change and relayed to Kafka, an inbox that recognises what was handled already, a converter
/// that reads a CloudEvent into the record its type names, and dead letters for what cannot be
/// handled. It knows no event.
@NullMarked
package webconference.eventing;

import org.jspecify.annotations.NullMarked;
