package webconference.room;

import org.jspecify.annotations.Nullable;

/// What each establishment allows in its rooms.
public interface EstablishmentRules {

    /// @param establishment its code; null: of a room that belongs to none
    /// @return what was set for it, or what the platform sets for all where nothing was
    Rules rulesOf(@Nullable String establishment);
}
