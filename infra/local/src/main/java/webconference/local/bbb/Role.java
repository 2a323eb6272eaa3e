package webconference.local.bbb;

/// What somebody may do in a meeting.
enum Role {
    MODERATOR,
    VIEWER
}
