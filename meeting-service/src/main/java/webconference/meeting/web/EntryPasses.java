package webconference.meeting.web;

import java.util.UUID;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import webconference.meeting.EntryPass;
import webconference.meeting.OpeningId;
import webconference.meeting.PersonId;
import webconference.meeting.Role;
import webconference.meeting.RoomId;

/// Reads what room-service wrote into a pass.
final class EntryPasses {

    private EntryPasses() {}

    static EntryPass read(Jwt jwt) {
        var expiresAt = jwt.getExpiresAt();
        if (expiresAt == null) {
            throw new BadJwtException("it never expires");
        }
        try {
            return new EntryPass(
                    UUID.fromString(text(jwt, "jti")),
                    new RoomId(UUID.fromString(text(jwt, "room"))),
                    new OpeningId(UUID.fromString(text(jwt, "opening"))),
                    new PersonId(text(jwt, "sub")),
                    text(jwt, "name"),
                    Role.valueOf(text(jwt, "role")),
                    Boolean.TRUE.equals(jwt.getClaimAsBoolean("waits")),
                    jwt.getClaimAsString("door"),
                    expiresAt);
        } catch (IllegalArgumentException e) {
            throw new BadJwtException("a claim is missing or unreadable", e);
        }
    }

    private static String text(Jwt jwt, String claim) {
        var text = jwt.getClaimAsString(claim);
        if (text == null) {
            throw new IllegalArgumentException(claim);
        }
        return text;
    }
}
