package webconference.room.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import webconference.room.FieldProblem;

/// The date that goes with an invitation, for people's calendars.
///
/// @param sequence counts its changes, from 0: calendars follow the highest they have seen
@Embeddable
public record Meeting(
        @Column(name = "meeting_start") Instant start,
        @Column(name = "meeting_minutes") Integer minutes,
        @Column(name = "meeting_sequence") Integer sequence,
        @Column(name = "meeting_cancelled") Boolean cancelled) {

    private static final int SHORTEST_MINUTES = 5;
    private static final int LONGEST_MINUTES = 24 * 60;
    static final Duration LONGEST = Duration.ofMinutes(LONGEST_MINUTES);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration FAR = Duration.ofDays(2 * 365);

    /// Reads a date that nobody was told of yet.
    ///
    /// @param path before the fields' names, such as `meeting.`
    /// @return null if there is a problem
    static @Nullable Meeting read(
            MeetingDraft draft, String path, Instant now, List<FieldProblem> problems) {
        var found = new ArrayList<FieldProblem>();
        var start = draft.start();
        if (start == null) {
            found.add(FieldProblem.of(path + "start", "meeting-start-empty"));
        } else if (start.isBefore(now.minus(LATE))) {
            found.add(FieldProblem.of(path + "start", "meeting-start-past"));
        } else if (start.isAfter(now.plus(FAR))) {
            found.add(FieldProblem.of(path + "start", "meeting-start-far"));
        }
        var minutes = draft.minutes();
        if (minutes == null || minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) {
            found.add(
                    FieldProblem.of(
                            path + "minutes",
                            "meeting-minutes",
                            SHORTEST_MINUTES,
                            LONGEST_MINUTES / 60));
        }
        problems.addAll(found);
        return start == null || minutes == null || !found.isEmpty()
                ? null
                : new Meeting(start.truncatedTo(ChronoUnit.SECONDS), minutes, 0, false);
    }

    Meeting movedTo(Meeting other) {
        return new Meeting(other.start, other.minutes, sequence + 1, false);
    }

    Meeting takenBack() {
        return new Meeting(start, minutes, sequence + 1, true);
    }

    boolean isAt(Meeting other) {
        return !cancelled && start.equals(other.start) && minutes.equals(other.minutes);
    }

    Instant end() {
        return start.plus(Duration.ofMinutes(minutes));
    }
}
