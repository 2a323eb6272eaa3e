package webconference.meeting;

/// What became of the search for a server.
sealed interface Placement {

    /// This one is to be asked.
    record On(MeetingPlan plan, ServerName server) implements Placement {}

    /// There is none that is fit and was not asked yet.
    record Nowhere() implements Placement {}

    /// Nobody wants the meeting any longer, or it is there already.
    record Unwanted() implements Placement {}
}
