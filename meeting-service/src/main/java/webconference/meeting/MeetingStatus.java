package webconference.meeting;

import java.util.EnumSet;

/// Where a meeting stands. What may follow what is written here and nowhere else.
public enum MeetingStatus {
    /// A room was opened; a server is being asked for the meeting.
    WANTED,
    /// It exists on its server: people may enter.
    STARTED,
    /// It must end; its server may not know yet.
    ENDING,
    /// It is over.
    ENDED,
    /// It never came to be.
    FAILED;

    boolean mayBecome(MeetingStatus next) {
        return switch (this) {
            case WANTED -> EnumSet.of(STARTED, ENDING, ENDED, FAILED).contains(next);
            case STARTED -> EnumSet.of(ENDING, ENDED).contains(next);
            case ENDING, FAILED -> next == ENDED;
            case ENDED -> false;
        };
    }
}
