package webconference.room;

import java.util.Set;

/// Who was invited to a room. It lets them in, and gives them no right there.
public interface Invited {

    boolean isInvited(RoomId room, UserId person);

    /// Everybody who was.
    Set<UserId> to(RoomId room);
}
