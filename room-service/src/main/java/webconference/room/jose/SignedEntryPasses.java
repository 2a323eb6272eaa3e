package webconference.room.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import webconference.room.Arrival;
import webconference.room.EntryPasses;
import webconference.room.OpeningId;
import webconference.room.RoomId;

/// Passes as JWTs signed with the secret shared with meeting-service, which takes each of them
/// once.
@Component
class SignedEntryPasses implements EntryPasses {

    private static final Duration LIFE = Duration.ofSeconds(60);

    /// @param secret at least 32 bytes
    @ConfigurationProperties("entry-pass")
    record Properties(String secret) {

        @Override
        public String toString() {
            return "Properties[]"; // configuration gets logged
        }
    }

    private final MACSigner signer;
    private final Clock clock;

    SignedEntryPasses(Properties properties, Clock clock) throws JOSEException {
        signer = new MACSigner(properties.secret().getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    @Override
    public String issue(RoomId room, OpeningId opening, Arrival arrival) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("room-service")
                        .audience("meeting-service")
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .subject(arrival.id())
                        .claim("name", arrival.name())
                        .claim("room", room.toString())
                        .claim("opening", opening.toString())
                        .claim("role", arrival.moderator() ? "MODERATOR" : "VIEWER")
                        .claim("waits", arrival.waits())
                        .claim("door", arrival.door())
                        .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
        var pass = new SignedJWT(header, claims);
        try {
            pass.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The entry pass cannot be signed", e);
        }
        return pass.serialize();
    }
}
