package webconference.streaming.meeting;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException.NotFound;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import webconference.streaming.LiveDoor;
import webconference.streaming.LiveDoorFailure;
import webconference.streaming.LiveDoorFailure.MeetingOver;
import webconference.streaming.LiveDoorFailure.Unreachable;

/// meeting-service, over HTTP. A service that is down is asked again: for the link as long as the
/// run can wait, for the presence only so long that a stop comes in time.
@Component
class MeetingService implements LiveDoor {

    private static final Duration TOKEN_LIVES = Duration.ofSeconds(60);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);

    private final RestClient http;
    private final byte[] secret;
    private final Clock clock;
    private final Retry forLink;
    private final Retry forPresence;

    MeetingService(RestClient.Builder http, MeetingSettings settings, Clock clock) {
        var factory =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(CONNECT_WITHIN)
                                .build());
        factory.setReadTimeout(settings.answerWithin());
        this.http = http.baseUrl(settings.url().toString()).requestFactory(factory).build();
        this.secret = settings.accessSecret().getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        var wait = Duration.ofSeconds(1);
        this.forLink =
                retry(
                        "live-link",
                        Math.max(2, (int) settings.linkWithin().dividedBy(wait)),
                        IntervalFunction.ofRandomized(wait));
        this.forPresence = retry("presence", 2, IntervalFunction.of(Duration.ofMillis(200)));
    }

    private record LinkWanted(boolean admitted) {}

    private record Link(URI url) {}

    private record Presence(boolean running, int moderators) {}

    @Override
    public URI link(UUID opening, boolean admitted) {
        return asked(
                        forLink,
                        () ->
                                http.post()
                                        .uri("/internal/v1/meetings/{opening}/live-link", opening)
                                        .headers(this::authenticate)
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(new LinkWanted(admitted))
                                        .retrieve()
                                        .body(Link.class))
                .url();
    }

    @Override
    public int moderators(UUID opening) {
        try {
            var presence =
                    asked(
                            forPresence,
                            () ->
                                    http.get()
                                            .uri(
                                                    "/internal/v1/meetings/{opening}/presence",
                                                    opening)
                                            .headers(this::authenticate)
                                            .retrieve()
                                            .body(Presence.class));
            return presence.running() ? presence.moderators() : 0;
        } catch (MeetingOver e) {
            return 0;
        }
    }

    private static <T> T asked(Retry retry, Supplier<@Nullable T> call) {
        return retry.executeSupplier(() -> {
            try {
                var answer = call.get();
                if (answer == null) {
                    throw new Unreachable(null);
                }
                return answer;
            } catch (NotFound e) {
                throw new MeetingOver();
            } catch (RestClientException e) {
                throw new Unreachable(e);
            }
        });
    }

    private static Retry retry(String name, int attempts, IntervalFunction wait) {
        return Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(attempts)
                        .intervalFunction(wait)
                        .retryOnException(LiveDoorFailure.Unreachable.class::isInstance)
                        .build());
    }

    private void authenticate(HttpHeaders headers) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("streaming-service")
                        .audience("meeting-service")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(TOKEN_LIVES)))
                        .build();
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            headers.setBearerAuth(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a call to meeting-service", e);
        }
    }
}
