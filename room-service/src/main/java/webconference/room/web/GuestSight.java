package webconference.room.web;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import webconference.room.GuestLink;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.web.OpenScreens.Change;
import webconference.room.web.OpenScreens.Joined;

/// What somebody without an account sees who waits at a room's door: that door, as long as their
/// link opens it.
class GuestSight implements Sight {

    private static final int DOOR = 256;

    private final GuestLink link;
    private final RoomId room;

    GuestSight(GuestLink link, RoomId room) {
        this.link = link;
        this.room = room;
    }

    @Override
    public @Nullable UserId person() {
        return null;
    }

    /// Who opened the page by the link may still be writing their name.
    @Override
    public @Nullable RoomId waitsAt() {
        return null;
    }

    @Override
    public int weightOf(Change change) {
        return DOOR;
    }

    @Override
    public boolean isOf(Set<String> people) {
        return false;
    }

    @Override
    public boolean isUpToDate() {
        return true;
    }

    @Override
    public boolean mayConcern(Change change) {
        return change.id().equals(room) && change.news() == null;
    }

    @Override
    public void begin(Joined joined, OpenScreens screens, Telling screen) throws IOException {
        tell(screens.look(room), screen);
    }

    @Override
    public void tell(Change change, Telling screen) throws IOException {
        if (!mayConcern(change)) {
            return;
        }
        var seen = change.room().flatMap(it -> it.doorSeenWith(link));
        if (seen.isPresent()) {
            screen.event("door", seen.get());
        } else {
            screen.event("gone", Map.of());
        }
    }
}
