package webconference.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything around one gateway, started once for all tests: database, identity provider,
/// services.
final class Surroundings {

    static final Surroundings HERE = new Surroundings();

    final BackEnd rooms = BackEnd.start();
    final BackEnd meetings = BackEnd.start();
    final BackEnd streams = BackEnd.start();
    final BackEnd notifications = BackEnd.start();
    final SignInServer signIn;
    final String issuer;
    final String portal;
    final ConfigurableApplicationContext gateway;

    private final EmbeddedPostgres postgres;

    private Surroundings() {
        try {
            this.postgres = EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var port = freePort();
        var signInPort = freePort();
        this.portal = "http://localhost:" + port;
        this.issuer = "http://127.0.0.1:" + signInPort;
        this.signIn = SignInServer.startAt(signInPort, portal);
        this.gateway = gatewayAt(port, Map.of());
    }

    /// One more gateway of the same database.
    ConfigurableApplicationContext gatewayAt(int port, Map<String, Object> different) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.main.banner-mode", "off");
        // On the test class path for the provider's sake only.
        properties.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet"
                        + ".OAuth2AuthorizationServerAutoConfiguration,"
                        + "org.springframework.boot.security.oauth2.server.authorization.autoconfigure"
                        + ".servlet.OAuth2AuthorizationServerJwtAutoConfiguration");
        properties.put("SERVER_PORT", port);
        properties.put("PORTAL_URL", "http://localhost:" + port);
        properties.put("DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
        properties.put("DATABASE_USER", "postgres");
        properties.put("DATABASE_PASSWORD", "postgres");
        properties.put("OIDC_ISSUER", issuer);
        properties.put("OIDC_CLIENT_ID", "portal");
        properties.put("OIDC_CLIENT_SECRET", "secret");
        properties.put("ROOM_URL", rooms.url());
        properties.put("MEETING_URL", meetings.url());
        properties.put("STREAMING_URL", streams.url());
        properties.put("NOTIFICATION_URL", notifications.url());
        properties.put("FORM_TARGETS", "http://localhost:8091");
        properties.put("routes.answer-within", "2s");
        properties.put("routes.body-within", "2s");
        properties.put("routes.rest-after-failures", "1s");
        // All tests come from one address and are two people.
        properties.put("limits.person", "20000/1m");
        properties.put("limits.changes", "20000/1m");
        properties.put("limits.room-changes", "100000/1m");
        properties.put("limits.room-joins", "100000/1m");
        properties.put("limits.visitors", "20000/1m");
        properties.put("limits.sign-ins", "20000/1m");
        properties.putAll(different);
        return new SpringApplicationBuilder(GatewayApplication.class, TestClock.class)
                .properties(properties)
                .run();
    }

    Browser browser() {
        return new Browser(portal);
    }

    MovableClock clock() {
        return gateway.getBean(MovableClock.class);
    }

    JdbcClient database() {
        return gateway.getBean(JdbcClient.class);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Not a @Configuration: it is named where it is wanted.
    static class TestClock {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    /// The time, moved on as far as a test wants.
    static final class MovableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        void reset() {
            ahead = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
