package webconference.meeting;

/// What somebody may do in a meeting.
public enum Role {
    MODERATOR,
    VIEWER
}
