package webconference.room.web;

import java.util.UUID;
import webconference.room.invitation.Invitation;

/// How the sending of an invitation goes, for those who may invite in its room.
///
/// @param version grows with every change; news with a smaller one are older
record InvitationNews(UUID room, UUID id, int pending, int delivered, int failed, long version)
        implements News {

    @Override
    public String event() {
        return "invitation";
    }

    static InvitationNews of(Invitation invitation) {
        return new InvitationNews(
                invitation.room().value(),
                invitation.id(),
                invitation.pending(),
                invitation.delivered(),
                invitation.failed(),
                invitation.version());
    }
}
