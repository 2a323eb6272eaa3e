package webconference.room.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.RoomId;

/// Somebody who finds all places of an establishment taken asks who opened a room for its place.
/// Published on `invitations.v1`, which forgets after a day: it holds names and addresses.
///
/// @param room the one that is open
/// @param request this one; who asks again later makes another
/// @param name the open room's
/// @param establishment what the school is called
/// @param link where the open room can be closed
/// @param language what it is to be written in: `fr` or `en`, as whoever asks reads
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlaceRequested(
        RoomId room,
        UUID request,
        long revision,
        Instant at,
        String name,
        String establishment,
        String link,
        String language,
        Correspondent by,
        Correspondent opener) {

    /// @param email the platform mailbox; null: none is known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Correspondent(String id, String name, @Nullable String email) {}
}
