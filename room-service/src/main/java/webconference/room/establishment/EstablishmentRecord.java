package webconference.room.establishment;

import webconference.room.Rules;

/// An establishment, what it allows, and what goes on in its rooms now.
///
/// @param own whether the rules were set for it; otherwise they are the platform's
/// @param version what a change of the rules must be based on
/// @param open how many of its rooms are open
/// @param people how many are in them
/// @param streams how many of them are broadcast
public record EstablishmentRecord(
        String code,
        String name,
        Rules rules,
        boolean own,
        long version,
        int open,
        int people,
        int streams) {}
