package webconference.room.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.RoomId;

/// Somebody asks a room's owner to be let in. Published on `invitations.v1`, which forgets after a
/// day: it holds names and addresses.
///
/// @param request this one; who asks again later makes another
/// @param name the room's
/// @param link where the owner answers
/// @param language what it is to be written in: `fr` or `en`, as whoever asks reads
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessRequested(
        RoomId room,
        UUID request,
        long revision,
        Instant at,
        String name,
        String link,
        String language,
        Correspondent by,
        Correspondent owner) {

    /// @param email the platform mailbox; null: none is known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Correspondent(String id, String name, @Nullable String email) {}
}
