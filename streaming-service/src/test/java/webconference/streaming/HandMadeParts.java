package webconference.streaming;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistrar;
import tools.jackson.databind.json.JsonMapper;
import webconference.streaming.HandMadeCapture.Door;

/// The parts that a test holds in its hands, in place of the real ones.
@TestConfiguration(proxyBeanMethods = false)
class HandMadeParts {

    /// When the nightly stop is: long before it comes again, at whatever hour the tests run.
    static String night() {
        return LocalTime.now(ZoneId.of("Europe/Paris"))
                .minusHours(3)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    @Bean
    @Primary
    HandMadeCapture handMadeCapture(Environment environment) {
        var capture = new HandMadeCapture();
        capture.door = environment.getProperty("capture.door", Door.class, Door.OPEN);
        return capture;
    }

    @Bean
    @Primary
    HandMadePublisher handMadePublisher() {
        return new HandMadePublisher();
    }

    @Bean
    @Primary
    HandMadeDoor handMadeDoor(Environment environment) {
        var door = new HandMadeDoor();
        door.moderators = environment.getProperty("door.moderators", Integer.class, 1);
        door.moderated = environment.getProperty("door.moderated", UUID.class);
        return door;
    }

    @Bean
    @Primary
    MovableClock movableClock(Environment environment) {
        var clock = new MovableClock();
        clock.advance(environment.getProperty("clock.ahead", Duration.class, Duration.ZERO));
        return clock;
    }

    @Bean
    @Primary
    JwtDecoder nobody() {
        return _ -> {
            throw new BadJwtException("nobody signs in here");
        };
    }

    @Bean
    DynamicPropertyRegistrar keys() {
        return properties -> {
            properties.add("STREAM_KEY_PRIVATE", SealedKeys.OURS::privateKeys);
            properties.add("stream.nightly-at", HandMadeParts::night);
        };
    }

    @Bean
    StreamsHeard streamsHeard(JsonMapper json) {
        return new StreamsHeard(json);
    }
}
