package webconference.room.invitation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invitation as somebody typed it.
///
/// @param people ids of those chosen one by one
/// @param groups ids of those chosen together
/// @param favourites ids of lists of one's own
/// @param addresses of people who are not in the directory
/// @param body simple HTML
public record InvitationDraft(
        List<String> people,
        List<String> groups,
        List<String> favourites,
        List<String> addresses,
        @Nullable String subject,
        @Nullable String body,
        @Nullable MeetingDraft meeting) {}
