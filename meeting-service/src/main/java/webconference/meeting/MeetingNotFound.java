package webconference.meeting;

/// There is no such meeting, or it cannot be entered.
public class MeetingNotFound extends RuntimeException {
    public MeetingNotFound(OpeningId opening) {
        super("no meeting to enter for opening " + opening);
    }
}
