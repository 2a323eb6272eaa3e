package webconference.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/// The date a message tells, for the recipients' calendars.
///
/// @param sequence counts its changes, from 0
/// @param cancelled whether it was taken back
/// @param title what stands in the calendar
/// @param link where one enters the room
@Embeddable
public record Meeting(
        @Column(name = "meeting_start") Instant start,
        @Column(name = "meeting_minutes") Integer minutes,
        @Column(name = "meeting_sequence") Integer sequence,
        @Column(name = "meeting_cancelled") Boolean cancelled,
        @Column(name = "meeting_title") String title,
        @Column(name = "meeting_link") String link) {

    /// The same date for who enters by another link.
    Meeting by(String other) {
        return new Meeting(start, minutes, sequence, cancelled, title, other);
    }
}
