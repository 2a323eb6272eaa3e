package webconference.meeting;

/// How many people are in a meeting, Live left out.
///
/// @param people all of them
/// @param moderators those among them with the moderator role
public record Attendance(int people, int moderators) {

    public static final Attendance NOBODY = new Attendance(0, 0);
}
