package webconference.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may come in, as somebody typed it; null leaves things as they are.
///
/// @param establishment code of the school the room is to belong to
/// @param accessCode what guests must know besides the link; empty: nothing
public record DoorDraft(
        @Nullable String establishment,
        @Nullable Access access,
        @Nullable Boolean publicLink,
        @Nullable Boolean guestsWait,
        @Nullable String accessCode) {

    /// As doors are where nothing is said.
    public static final DoorDraft DEFAULT = new DoorDraft(null, null, null, null, null);

    /// @param groups ids of the groups that may enter under [Door.Policy#GROUPS]
    public record Access(Door.Policy policy, List<String> groups) {}

    @Override
    public String toString() {
        return "DoorDraft[" + establishment + ", " + access + "]"; // the code belongs in no log
    }
}
