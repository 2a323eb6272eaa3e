package webconference.room;

import java.security.SecureRandom;
import java.util.Base64;

/// The secret part of a room's public link. Who has it is a guest of the room.
public record GuestLink(String value) {

    private static final SecureRandom DICE = new SecureRandom();
    private static final int BYTES = 18;

    public static GuestLink random() {
        var secret = new byte[BYTES];
        DICE.nextBytes(secret);
        return new GuestLink(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    @Override
    public String toString() {
        return "a public link"; // it belongs in no log
    }
}
