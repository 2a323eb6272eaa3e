package webconference.room.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import webconference.room.Share;

/// With whom a room is shared.
///
/// @param sharesVersion what a change of them must be based on
/// @param changed who changed them last; null: nobody did
record ShareList(
        long sharesVersion,
        PersonView owner,
        List<ShareView> shares,
        @Nullable ChangeView changed) {

    record ChangeView(PersonView by, Instant at) {}

    /// A person or group that a room is shared with.
    ///
    /// @param size how many they are; null: one person
    /// @param pupils how many of them are pupils; null: one person
    /// @param left whether this person is not there any more
    /// @param through the name of a group by which this person has that role, or a stronger one, in
    ///   any case
    record ShareView(
            Share.Kind kind,
            String id,
            String name,
            Lent role,
            @Nullable String profile,
            @Nullable String establishment,
            @Nullable Integer size,
            @Nullable Integer pupils,
            boolean left,
            @Nullable String through) {}
}
