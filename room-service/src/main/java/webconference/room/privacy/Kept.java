package webconference.room.privacy;

/// How long a trace stays.
enum Kept {
    /// As long as what it is part of is there.
    WHILE_USED,
    OPENINGS,
    INVITATIONS,
    ACCESS_REQUESTS,
    AUDIT
}
