package webconference.room.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import webconference.room.Room;
import webconference.room.Status;

/// What somebody without an account may know of a room whose public link they have.
///
/// @param establishment the school's name; null: the room belongs to none
/// @param streamed whether who is in the room is, or will be, broadcast
/// @param codeNeeded whether they must know a code besides the link
/// @param full how many places there are, if all are taken and they must wait for one
record GuestDoorView(
        String name,
        @Nullable String establishment,
        Status status,
        Admission admission,
        boolean streamed,
        boolean codeNeeded,
        @Nullable Integer full,
        long version) {

    /// Whether a guest is in at once, or waits for a moderator's word.
    enum Admission {
        AT_ONCE,
        BY_MODERATOR
    }

    /// @param establishments names by their codes
    static GuestDoorView of(Room room, Map<String, String> establishments) {
        var settings = room.settings();
        var door = settings.door();
        var waits = settings.waitingRoom() || door.guests().waits();
        var school = door.establishment();
        return new GuestDoorView(
                settings.name(),
                school == null ? null : establishments.getOrDefault(school, school),
                room.status(),
                waits ? Admission.BY_MODERATOR : Admission.AT_ONCE,
                room.isStreamed(),
                door.guests().code() != null,
                room.full(),
                room.version());
    }
}
