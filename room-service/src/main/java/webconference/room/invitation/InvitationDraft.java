package webconference.room.invitation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An invitation as somebody typed it.
///
/// @param people ids of those chosen one by one
/// @param groups ids of those chosen together
/// @param body simple HTML
public record InvitationDraft(
        Set<String> people, Set<String> groups, @Nullable String subject, @Nullable String body) {}
