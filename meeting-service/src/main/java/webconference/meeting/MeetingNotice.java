package webconference.meeting;

/// What a server tells by itself about a meeting: quick, but it may come twice, late, in another
/// order, or never.
public sealed interface MeetingNotice {

    record Arrived(PersonId person, Role role) implements MeetingNotice {}

    record Left(PersonId person) implements MeetingNotice {}

    record Ended() implements MeetingNotice {}
}
