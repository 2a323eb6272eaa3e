package webconference.room.web;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.web.OpenScreens.Change;
import webconference.room.web.OpenScreens.Joined;

/// What somebody may see on one screen.
interface Sight {

    /// Whose it is; null: somebody's without an account.
    @Nullable UserId person();

    /// The room at whose door they wait for it to open; null: they do not, or are not counted.
    @Nullable RoomId waitsAt();

    /// Whether it is the sight of one of these people.
    boolean isOf(Set<String> people);

    /// Whether what they may see is still what it was when they asked for it.
    boolean isUpToDate();

    /// Whether a change may matter to them; cheap, for every change is asked about.
    boolean mayConcern(Change change);

    /// How many bytes it takes to tell them, about.
    int weightOf(Change change);

    /// Tells what they must know first.
    void begin(Joined joined, OpenScreens screens, Telling screen) throws IOException;

    /// Tells what is new to them in a change.
    void tell(Change change, Telling screen) throws IOException;

    /// The screen, as somewhere to tell things.
    interface Telling {

        /// @param data becomes JSON
        void event(String name, Object data) throws IOException;
    }
}
