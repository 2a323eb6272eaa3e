package webconference.room.web;

import webconference.room.Role;

/// What a share makes somebody.
enum Lent {
    MANAGER(Role.MANAGER),
    MODERATOR(Role.MODERATOR);

    private final Role role;

    Lent(Role role) {
        this.role = role;
    }

    static Lent of(Role role) {
        return role == Role.MANAGER ? MANAGER : MODERATOR;
    }

    Role role() {
        return role;
    }
}
