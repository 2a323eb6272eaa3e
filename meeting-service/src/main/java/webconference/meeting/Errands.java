package webconference.meeting;

import java.time.Instant;

/// What is still to be done, surely: noted in the transaction of its cause, done once that is
/// committed, at once or at its time, and again until it is done, over restarts too. Noting what is
/// noted already changes nothing.
public interface Errands {

    /// To be done: [Caretaker#start].
    void start(OpeningId opening);

    /// To be done: [Caretaker#end].
    void end(OpeningId opening);

    /// To be done: [MeetingDesk#tellAttendance].
    void tellAttendance(OpeningId opening, Instant at);
}
