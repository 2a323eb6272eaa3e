package webconference.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who knows a room wanted what they may not do there, or wanted a room and may have none.
public class NotAllowed extends RuntimeException {

    private final transient Deed refused;

    public NotAllowed(@Nullable RoomId room, UserId by, String action) {
        this(new Deed(action, Deed.Result.REFUSED, by, null, room, null, List.of(), ""));
    }

    public NotAllowed(Deed refused) {
        super(
                "room %s, person %s, action %s"
                        .formatted(refused.room(), refused.by(), refused.what()));
        this.refused = refused.refused();
    }

    /// What was wanted, for the audit.
    public Deed refused() {
        return refused;
    }
}
