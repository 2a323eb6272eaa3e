package webconference.room;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.swagger.v3.oas.annotations.Hidden;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.eventing.TestPlatform;

/// The whole service on a real database and broker, and the two things around it: people with
/// signed tokens, and the other services on Kafka. All tests share it.
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "entry-pass.secret=" + WholeService.ENTRY_SECRET,
            "spring.datasource.password=unused",
            "spring.flyway.user=postgres",
            "spring.flyway.password=postgres",
            "streaming.allowed-hosts=localhost,127.0.0.1:1936,no-such-host.invalid,10.1.2.3",
            "streaming.allow-private-hosts=localhost,127.0.0.1",
            "streaming.prefer-tls=true",
            "portal.url=https://visio.example.org",
            "rights.view=TEACHER,STAFF,PUPIL",
            "live-updates.heartbeat=300ms",
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "logging.level.org.hibernate.engine.internal.StatisticalLoggingSessionEventListener=off"
        })
@Import({TestPlatform.class, WholeService.Around.class})
public @interface WholeService {

    String ENTRY_SECRET = "a-secret-of-the-tests-that-has-32-bytes";

    /// Somebody with a token; only what the tests differ in.
    record Someone(
            String id,
            String name,
            String profile,
            String establishment,
            List<String> groups,
            List<String> roles) {}

    Someone ADA =
            new Someone(
                    "ada", "Ada Diallo", "TEACHER", "0750001A", List.of("equipe-3b"), List.of());
    Someone BRUNO =
            new Someone(
                    "bruno", "Bruno Petit", "TEACHER", "0750001A", List.of("equipe-3b"), List.of());
    Someone CHLOE =
            new Someone(
                    "chloe",
                    "Chloé Martin",
                    "TEACHER",
                    "0690002B",
                    List.of("equipe-sand"),
                    List.of());
    Someone ZOE =
            new Someone("zoe", "Zoé Bernard", "PUPIL", "0750001A", List.of("classe-3b"), List.of());
    Someone TOM =
            new Someone("tom", "Tom Roux", "PUPIL", "0690002B", List.of("classe-5a"), List.of());
    Someone SAM = new Someone("sam", "Samia Roy", "STAFF", "0750001A", List.of(), List.of("ADMIN"));

    Someone RENE =
            new Someone("rene", "René Morel", "STAFF", "0750001A", List.of(), List.of("REFERENT"));

    /// What a caller got.
    record Answer(HttpResponse<String> response, JsonMapper mapper) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return mapper.readTree(response.body());
        }

        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        public UUID id() {
            return UUID.fromString(text("/id"));
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /// Signs tokens as the identity provider does, and keeps them as browsers do: a signature takes
    /// longer than most of what is asked with it.
    class Tokens {

        private record Signed(String token, Instant at) {

            boolean isFresh() {
                return at.isAfter(Instant.now().minus(Duration.ofMinutes(5)));
            }
        }

        private final Map<Someone, Signed> signed = new ConcurrentHashMap<>();
        private final RSAKey key;

        Tokens() {
            try {
                key = new RSAKeyGenerator(2048).keyID("test").generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        public String of(Someone someone) {
            return signed.compute(
                            someone,
                            (_, last) ->
                                    last != null && last.isFresh()
                                            ? last
                                            : new Signed(
                                                    of(someone, Duration.ofMinutes(10)),
                                                    Instant.now()))
                    .token();
        }

        public String of(Someone someone, Duration life) {
            var claims =
                    new JWTClaimsSet.Builder()
                            .subject(someone.id())
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plus(life)))
                            .claim("name", someone.name())
                            .claim("email", someone.id() + "@school.example")
                            .claim("profile", someone.profile())
                            .claim("establishments", List.of(someone.establishment()))
                            .claim("groups", someone.groups())
                            .claim("roles", someone.roles())
                            .claim(
                                    "referent_of",
                                    someone.roles().contains("REFERENT")
                                            ? List.of(someone.establishment())
                                            : List.of())
                            .build();
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                            claims);
            try {
                token.sign(new RSASSASigner(key));
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
            return token.serialize();
        }

        JwtDecoder decoder() throws JOSEException {
            return NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
        }
    }

    /// Calls the service as somebody.
    class Api {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Tokens tokens;
        private final JsonMapper json;
        private final int port;

        Api(Tokens tokens, JsonMapper json, int port) {
            this.tokens = tokens;
            this.json = json;
            this.port = port;
        }

        public URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        public Answer call(
                @Nullable Someone as,
                String method,
                String path,
                @Nullable String body,
                String... headers) {
            var request =
                    HttpRequest.newBuilder(uri(path))
                            .timeout(Duration.ofSeconds(20))
                            .method(
                                    method,
                                    body == null
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(body));
            if (body != null && !List.of(headers).contains("Content-Type")) {
                request.setHeader("Content-Type", "application/json");
            }
            if (as != null) {
                request.header("Authorization", "Bearer " + tokens.of(as));
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return new Answer(http.send(request.build(), BodyHandlers.ofString()), json);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        public Answer get(Someone as, String path) {
            return call(as, "GET", path, null);
        }

        public Answer put(Someone as, String path, @Nullable String body) {
            return call(as, "PUT", path, body);
        }

        public Answer post(Someone as, String path, @Nullable String body) {
            return call(as, "POST", path, body);
        }

        public Answer delete(Someone as, String path) {
            return call(as, "DELETE", path, null);
        }

        /// A new room, closed, without streaming.
        public String room(Someone owner, String name) {
            return created(owner, "{\"name\":\"%s\"}".formatted(name));
        }

        /// A new room, closed, that is streamed when it opens.
        public String streamedRoom(Someone owner, String name) {
            return created(
                    owner,
                    """
                    {"name":"%s","streaming":{"url":"rtmp://localhost:1935/live","key":"k3y-%s"}}
                    """
                            .formatted(name, UUID.randomUUID()));
        }

        private String created(Someone owner, String body) {
            var answer = post(owner, "/api/v1/rooms", body);
            if (answer.status() != 201) {
                throw new IllegalStateException(answer.response().body());
            }
            return answer.text("/id");
        }

        public JsonNode seen(Someone as, String room) {
            return get(as, "/api/v1/rooms/" + room).json();
        }
    }

    /// The other services: says what they say, and keeps what they would hear.
    class OtherServices {
        private final KafkaTemplate<String, byte[]> kafka;
        private final JsonMapper json;
        private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

        OtherServices(KafkaTemplate<String, byte[]> kafka, JsonMapper json) {
            this.kafka = kafka;
            this.json = json;
        }

        /// One record on a topic of ours.
        public record Heard(String topic, String type, String id, JsonNode data, String raw) {}

        @KafkaListener(
                topics = {"rooms.v1", "invitations.v1", "people.v1"},
                groupId = "others")
        public void on(ConsumerRecord<String, byte[]> record) {
            var raw = new String(record.value(), StandardCharsets.UTF_8);
            heard.add(
                    new Heard(
                            record.topic(),
                            header(record, "ce_type"),
                            header(record, "ce_id"),
                            json.readTree(raw),
                            raw));
        }

        private static String header(ConsumerRecord<?, ?> record, String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }

        public List<Heard> heardOf(String room) {
            return heard.stream()
                    .filter(h -> h.data().path("room").asString().equals(room))
                    .toList();
        }

        public List<Heard> heardOfPerson(String person) {
            return heard.stream()
                    .filter(h -> h.data().path("person").asString().equals(person))
                    .toList();
        }

        public List<String> typesOf(String room) {
            return heardOf(room).stream().map(Heard::type).toList();
        }

        public void tell(String topic, String type, Map<String, Object> data) {
            var record =
                    new ProducerRecord<>(
                            topic, String.valueOf(data.get("room")), json.writeValueAsBytes(data));
            record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            kafka.send(record).join();
        }
    }

    /// Something nobody foresaw.
    @Hidden
    @RestController
    class Trouble {
        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        Trouble(JdbcClient jdbc, PlatformTransactionManager transactions) {
            this.jdbc = jdbc;
            this.transaction = new TransactionTemplate(transactions);
        }

        @GetMapping("/api/v1/trouble")
        public String trouble() {
            throw new IllegalStateException("a secret of the inside");
        }

        /// Before, within or after the transaction that changes something.
        @PostMapping("/api/v1/trouble/{when}/{room}")
        public String change(@PathVariable String when, @PathVariable UUID room) {
            if (!when.equals("before")) {
                transaction.executeWithoutResult(_ -> {
                    jdbc.sql("update rooms set name = 'Renommée' where id = ?")
                            .param(room)
                            .update();
                    if (when.equals("within")) {
                        trouble();
                    }
                });
            }
            return trouble();
        }
    }

    /// What stands around the service in the tests.
    @TestConfiguration(proxyBeanMethods = false)
    class Around {

        /// As in production, the service is not who migrates. Tests may be whom they want.
        @Bean
        @Primary
        JdbcConnectionDetails serviceRole(EmbeddedPostgres postgres) throws SQLException {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create role room login password 'room'");
                statement.execute("grant pg_maintain to room");
                statement.execute("grant postgres to room with inherit false, set true");
            }
            var url = "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return url;
                }

                @Override
                public String getUsername() {
                    return "room";
                }

                @Override
                public String getPassword() {
                    return "room";
                }
            };
        }

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        static Statements statements() {
            return new Statements();
        }

        @Bean
        Tokens tokens() {
            return new Tokens();
        }

        @Bean
        JwtDecoder jwtDecoder(Tokens tokens) throws JOSEException {
            return tokens.decoder();
        }

        @Bean
        @Lazy
        Api api(Tokens tokens, JsonMapper json, @Value("${local.server.port}") int port) {
            return new Api(tokens, json, port);
        }

        @Bean
        OtherServices otherServices(KafkaTemplate<String, byte[]> kafka, JsonMapper json) {
            return new OtherServices(kafka, json);
        }

        @Bean
        ECKey streamingKey() throws JOSEException {
            return new ECKeyGenerator(Curve.P_256).keyID("streaming-1").generate();
        }

        @Bean
        DynamicPropertyRegistrar streamKey(ECKey key) {
            return registry ->
                    registry.add("streaming.key-public", () -> key.toPublicJWK().toJSONString());
        }
    }
}
