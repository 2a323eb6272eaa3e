package webconference.local.signin;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A token for a person without a browser: for scripts and tests, and only on the local platform.
@RestController
class DevTokenController {

    private static final Duration LIVES = Duration.ofHours(1);

    private final People people;
    private final SignInProperties properties;
    private final JwtEncoder encoder;
    private final Clock clock;

    DevTokenController(
            People people,
            SignInProperties properties,
            JWKSource<SecurityContext> keys,
            Clock clock) {
        this.people = people;
        this.properties = properties;
        this.encoder = new NimbusJwtEncoder(keys);
        this.clock = clock;
    }

    @PostMapping("/dev/token/{login}")
    ResponseEntity<Map<String, Object>> token(@PathVariable String login) {
        return ResponseEntity.of(people.find(login).map(this::token));
    }

    private Map<String, Object> token(Person person) {
        var now = clock.instant();
        var claims =
                JwtClaimsSet.builder()
                        .issuer(properties.issuer())
                        .subject(person.id())
                        .audience(List.of("portal"))
                        .issuedAt(now)
                        .notBefore(now)
                        .expiresAt(now.plus(LIVES))
                        .claim("scope", Set.of("openid", "profile", "email"));
        PersonClaims.of(person).addTo(claims);
        var token = encoder.encode(JwtEncoderParameters.from(claims.build()));
        return Map.of(
                "access_token",
                token.getTokenValue(),
                "token_type",
                "Bearer",
                "expires_in",
                LIVES.toSeconds());
    }
}
