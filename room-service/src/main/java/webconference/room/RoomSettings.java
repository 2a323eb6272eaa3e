package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the people who manage a room have chosen.
///
/// @param waitingRoom whether people wait until a moderator admits them; from the next opening on
/// @param streaming where the room is broadcast to; null: nowhere
/// @param door who may come in without being named
@Embeddable
public record RoomSettings(
        @Column(name = "name") String name,
        @Column(name = "waiting_room") boolean waitingRoom,
        @Embedded @Nullable StreamTarget streaming,
        @Embedded Door door) {

    /// The names of what is otherwise in others; the audit keeps no more of it.
    List<String> differencesFrom(RoomSettings other) {
        var names = new ArrayList<String>();
        differs(names, "name", other, RoomSettings::name);
        differs(names, "waitingRoom", other, RoomSettings::waitingRoom);
        differs(names, "streaming", other, s -> s.target(StreamTarget::url));
        differs(names, "streamKey", other, s -> s.target(StreamTarget::sealedKey));
        differs(names, "onStop", other, s -> s.target(StreamTarget::onStop));
        differs(names, "establishment", other, s -> s.door.establishment());
        differs(names, "access", other, s -> s.door.policy());
        differs(names, "groups", other, s -> s.door.groups());
        differs(names, "publicLink", other, s -> s.door.guests().welcome());
        differs(names, "guestsWait", other, s -> s.door.guests().waits());
        differs(names, "accessCode", other, s -> s.door.guests().code());
        return names;
    }

    private <T> @Nullable T target(Function<StreamTarget, T> part) {
        return streaming == null ? null : part.apply(streaming);
    }

    private void differs(
            List<String> names,
            String name,
            RoomSettings other,
            Function<RoomSettings, @Nullable Object> part) {
        if (!Objects.equals(part.apply(this), part.apply(other))) {
            names.add(name);
        }
    }
}
