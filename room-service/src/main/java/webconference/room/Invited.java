package webconference.room;

import java.util.Set;

/// Who was invited to a room. It lets them in, and gives them no right there.
public interface Invited {

    boolean isInvited(RoomId room, UserId person);

    /// Lets somebody in from now on, as if they had been invited.
    void add(RoomId room, UserId person);

    /// Everybody who was.
    Set<UserId> to(RoomId room);
}
