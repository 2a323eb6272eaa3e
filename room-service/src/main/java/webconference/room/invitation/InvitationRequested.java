package webconference.room.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.RoomId;

/// Somebody writes to people about a room: to invite them, or to say that the date has changed. To
/// many, it is told in several parts. Published on `invitations.v1`, which forgets after a day: it
/// holds people's words.
///
/// @param notice which message of the invitation it is: 1 the invitation itself
/// @param by who invites, whoever changes the date
/// @param outside what those get instead who are not in the directory; null: nobody invited is
///   outside, or the room has no link for them
/// @param recipients some of those it goes to
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationRequested(
        RoomId room,
        UUID invitation,
        long revision,
        Instant at,
        int notice,
        Correspondent by,
        String subject,
        String html,
        String text,
        @Nullable Date meeting,
        @Nullable Outside outside,
        List<Correspondent> recipients) {

    /// @param email the platform mailbox; null: none is known
    /// @param outside whether they are not in the directory
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Correspondent(
            String id,
            String name,
            @Nullable String email,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean outside) {}

    /// @param title what stands in the calendar
    /// @param link where one enters the room
    public record Date(
            Instant start,
            int minutes,
            int sequence,
            boolean cancelled,
            String title,
            String link) {}

    /// The same words with the link that asks for no account.
    ///
    /// @param link where they enter the room
    public record Outside(String html, String text, String link) {}
}
