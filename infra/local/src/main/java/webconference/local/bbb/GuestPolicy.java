package webconference.local.bbb;

import java.util.Optional;

/// Who waits at the door. The server's own setting `authenticatedGuest` has its say too.
enum GuestPolicy {
    ALWAYS_ACCEPT,
    ASK_MODERATOR,
    ALWAYS_ACCEPT_AUTH,
    ALWAYS_DENY;

    /// What becomes of somebody at the door.
    enum Verdict {
        IN,
        WAITS,
        DENIED
    }

    /// Somebody at the door.
    ///
    /// @param guest what the join link said, if anything
    /// @param auth likewise; overrides what `guest` implies
    record Arrival(Role role, Optional<Boolean> guest, Optional<Boolean> auth) {

        boolean isAuthenticated() {
            return auth.orElse(guest.isEmpty());
        }

        boolean isGuest() {
            return guest.orElse(false);
        }

        boolean isDeclaredNoGuest() {
            return guest.isPresent() && !guest.get();
        }
    }

    Verdict on(Arrival arrival, boolean authenticatedGuest) {
        return authenticatedGuest ? byRoleAndAccount(arrival) : byGuestFlag(arrival);
    }

    private Verdict byRoleAndAccount(Arrival arrival) {
        if (arrival.role() == Role.MODERATOR || arrival.isDeclaredNoGuest()) {
            return Verdict.IN;
        }
        return switch (this) {
            case ALWAYS_ACCEPT -> Verdict.IN;
            case ASK_MODERATOR -> Verdict.WAITS;
            case ALWAYS_ACCEPT_AUTH -> arrival.isAuthenticated() ? Verdict.IN : Verdict.WAITS;
            case ALWAYS_DENY -> Verdict.DENIED;
        };
    }

    private Verdict byGuestFlag(Arrival arrival) {
        if (!arrival.isGuest()) {
            return Verdict.IN;
        }
        return switch (this) {
            case ALWAYS_ACCEPT, ALWAYS_ACCEPT_AUTH -> Verdict.IN;
            case ASK_MODERATOR -> Verdict.WAITS;
            case ALWAYS_DENY -> Verdict.DENIED;
        };
    }
}
