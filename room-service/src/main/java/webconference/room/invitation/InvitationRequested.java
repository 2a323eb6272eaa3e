package webconference.room.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.RoomId;

/// Somebody invites people to a room. Published on `invitations.v1`, which forgets after a day: it
/// holds people's words.
public record InvitationRequested(
        RoomId room,
        UUID invitation,
        long revision,
        Instant at,
        Correspondent by,
        String subject,
        String html,
        String text,
        List<Correspondent> recipients) {

    /// @param email the platform mailbox; null: none is known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Correspondent(String id, String name, @Nullable String email) {}
}
