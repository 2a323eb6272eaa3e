package webconference.eventing;

import java.time.Instant;
import java.util.UUID;

/// A fact on its way out of a service, sent as a CloudEvent whose type is the simple name of its
/// data's class.
///
/// @param topic where it is told, such as `rooms.v1`
/// @param subject the room it is about; the Kafka key, so that one room's events stay in order
/// @param aggregate what counts the revisions: a room, an opening, a stream run
/// @param revision the how manieth event of that aggregate this is, from 1
/// @param at when it happened
/// @param data the fact itself: a record that Jackson can write
public record OutgoingEvent(
        String topic, UUID subject, UUID aggregate, long revision, Instant at, Object data) {

    /// The identity that readers recognise a resend by.
    String id() {
        return aggregate + "/" + revision;
    }

    String type() {
        return data.getClass().getSimpleName();
    }
}
