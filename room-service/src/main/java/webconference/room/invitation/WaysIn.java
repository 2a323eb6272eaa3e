package webconference.room.invitation;

import org.jspecify.annotations.Nullable;

/// Where those who are invited enter the room.
///
/// @param link for who has an account
/// @param forGuests for who has none; null: nobody like that is invited, or there is no such link
record WaysIn(String link, @Nullable String forGuests) {}
