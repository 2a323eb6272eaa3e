package webconference.room.invitation;

import java.util.UUID;

/// More is known of what became of an invitation. Heard inside this service only, for the open
/// screens.
public record InvitationChanged(UUID invitation) {}
