package webconference.room.invitation;

import java.util.UUID;
import webconference.room.Role;
import webconference.room.RoomId;
import webconference.room.UserId;

/// Somebody wrote to people: for the audit, once however many parts it was told in.
///
/// @param by who did it; a colleague of the sender's may send again, or move the date
/// @param as what they were in the room
public record InvitationDeed(
        RoomId room, UUID invitation, What what, UserId by, Role as, int recipients) {

    /// What was done.
    public enum What {
        INVITE,
        INVITE_AGAIN,
        MOVE_MEETING,
        CANCEL_MEETING
    }
}
