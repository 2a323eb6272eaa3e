package webconference.room.invitation;

import java.util.List;

/// An invitation, and everybody it went to, by their names.
public record Sent(Invitation invitation, List<Recipient> recipients) {}
