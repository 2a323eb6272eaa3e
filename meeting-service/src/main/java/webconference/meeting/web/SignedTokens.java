package webconference.meeting.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// How the two services that speak to us sign what they say. Both sign for a minute; what claims to
/// be good for longer is not theirs.
@Configuration(proxyBeanMethods = false)
class SignedTokens {

    static final String US = "meeting-service";
    static final Duration LONGEST = Duration.ofSeconds(60);

    /// Clocks of two hosts differ.
    static final Duration SKEW = Duration.ofSeconds(5);

    /// Reads entry passes. Their age is the desk's to judge: who comes late is sent back to the
    /// right door.
    @Bean
    JwtDecoder entryPassDecoder(EntryProperties properties, Clock clock) {
        return decoder(properties.passSecret(), "room-service", shortLived(clock));
    }

    /// Reads the tokens of streaming-service.
    @Bean
    JwtDecoder accessDecoder(EntryProperties properties, Clock clock) {
        var timely = new JwtTimestampValidator(SKEW);
        timely.setClock(clock);
        return decoder(
                properties.accessSecret(),
                "streaming-service",
                new DelegatingOAuth2TokenValidator<>(timely, shortLived(clock)));
    }

    private static JwtDecoder decoder(
            String secret, String issuer, OAuth2TokenValidator<Jwt> timely) {
        var decoder =
                NimbusJwtDecoder.withSecretKey(
                                new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"))
                        .macAlgorithm(MacAlgorithm.HS256)
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        new JwtIssuerValidator(issuer),
                        new JwtClaimValidator<Collection<String>>(
                                JwtClaimNames.AUD,
                                audience -> audience != null && audience.contains(US)),
                        timely));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> shortLived(Clock clock) {
        return new JwtClaimValidator<Instant>(
                JwtClaimNames.EXP,
                expires ->
                        expires != null
                                && !expires.isAfter(clock.instant().plus(LONGEST).plus(SKEW)));
    }
}
