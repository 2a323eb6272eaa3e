package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/// How people without an account come in, by the room's public link.
///
/// @param welcome whether they may come at all
/// @param waits whether a moderator admits each of them, also where there is no waiting room
/// @param code what they must know besides the link; null: nothing
@Embeddable
public record Guests(
        @Column(name = "guests_welcome") boolean welcome,
        @Column(name = "guests_wait") boolean waits,
        @Column(name = "guests_code") @Nullable String code) {

    static final Guests NONE = new Guests(false, true, null);

    @Override
    public String toString() {
        return "Guests[" + welcome + ", " + waits + "]"; // the code belongs in no log
    }
}
