package webconference.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// The five services: where they are built, and what each is told through its environment.
public final class ServiceTable {

    /// Set from outside, these win over what the platform would say.
    private static final List<String> GIVEN_BY_HAND =
            List.of(
                    "DATABASE_USER",
                    "DATABASE_PASSWORD",
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "IDENTITY_ISSUER",
                    "IDENTITY_JWKS",
                    "OIDC_ISSUER",
                    "OIDC_CLIENT_ID",
                    "OIDC_CLIENT_SECRET",
                    "PORTAL_URL",
                    "BBB_SERVERS_0_URL",
                    "BBB_SERVERS_0_SECRET",
                    "BBB_WEBHOOK_URL",
                    "FORM_TARGETS",
                    "SMTP_HOST",
                    "SMTP_PORT",
                    "MAIL_FROM",
                    "DIRECTORY_FILE",
                    "STREAM_ALLOWED_HOSTS",
                    "STREAM_ALLOW_PRIVATE_HOSTS");

    /// The database with the audit, which its service's own role must not be able to alter.
    public static final String AUDITED = "room";

    private static final String CLIENT_ID = "portal";

    /// Variables that decide which parts a service has. Ahead of time that was decided without
    /// them.
    private static final Pattern DECIDES_ON_PARTS =
            Pattern.compile("(.+\\.)?(SPRING|MANAGEMENT|DIRECTORY_LDAP)_.*");

    /// One service.
    ///
    /// @param module its module and its name
    /// @param port where it listens
    /// @param database its database, which its role is named after
    /// @param heap how large its heap may grow
    private record Service(String module, Port port, String database, String heap) {}

    private static final List<Service> SERVICES =
            List.of(
                    new Service("room-service", Port.ROOM, AUDITED, "144m"),
                    new Service("meeting-service", Port.MEETING, "meeting", "128m"),
                    new Service("streaming-service", Port.STREAMING, "streaming", "192m"),
                    new Service("notification-service", Port.NOTIFICATION, "notification", "112m"),
                    new Service("gateway", Port.PORTAL, "gateway", "144m"));

    private final Settings settings;
    private final Secrets secrets;
    private final Java java;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final Path directoryFile;
    private final Optional<Path> trustStore;

    /// @param directoryFile people and groups, for room-service
    /// @param trustStore what streaming-service trusts when it streams over TLS, if not the usual
    public ServiceTable(
            Settings settings,
            Secrets secrets,
            Java java,
            LocalPostgres postgres,
            LocalKafka kafka,
            Path directoryFile,
            Optional<Path> trustStore) {
        this.settings = settings;
        this.secrets = secrets;
        this.java = java;
        this.postgres = postgres;
        this.kafka = kafka;
        this.directoryFile = directoryFile;
        this.trustStore = trustStore;
    }

    public static List<String> databases() {
        return SERVICES.stream().map(Service::database).toList();
    }

    public static List<String> names() {
        return SERVICES.stream().map(Service::module).toList();
    }

    /// The services that are built, ready to be started.
    ///
    /// @param missing told of each that is not, and of the file that is not there
    public List<Program> programs(BiConsumer<String, Path> missing) {
        var programs = new ArrayList<Program>();
        for (var service : SERVICES) {
            jar(service)
                    .ifPresentOrElse(
                            jar -> programs.add(program(service, jar)),
                            () -> missing.accept(service.module(), extracted(service)));
        }
        return programs;
    }

    private Program program(Service service, Path jar) {
        return new Program(
                service.module(),
                java.command(service.module(), service.heap(), arguments(service, jar)),
                environment(service),
                settings.root(),
                () ->
                        Probe.answersOk(
                                settings.ports().internalUrl(service.port())
                                        + "/actuator/health/readiness"),
                Duration.ofSeconds(150),
                Duration.ofSeconds(25));
    }

    /// How to make the start-up caches that are missing, service by service.
    public List<Program> trainings() {
        return SERVICES.stream()
                .flatMap(service -> jar(service).flatMap(jar -> training(service, jar)).stream())
                .toList();
    }

    private Optional<Program> training(Service service, Path jar) {
        var cache = StartUpCache.at(jar);
        if (cache.isFresh()) {
            return Optional.empty();
        }
        var name = service.module() + "-training";
        var arguments = new ArrayList<>(cache.train());
        // As far as everything is wired; then it ends.
        arguments.add("-Dspring.context.exit=onRefresh");
        arguments.addAll(jar(jar));
        return Optional.of(
                new Program(
                        name,
                        java.command(name, service.heap(), arguments),
                        environment(service),
                        settings.root(),
                        cache::isFresh,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1)));
    }

    private List<String> arguments(Service service, Path jar) {
        var arguments = new ArrayList<String>();
        if (service.port() == Port.STREAMING) {
            trustStore.ifPresent(file -> {
                arguments.add("-Djavax.net.ssl.trustStore=" + file);
                arguments.add("-Djavax.net.ssl.trustStorePassword=changeit");
            });
        }
        StartUpCache.of(jar).ifPresent(cache -> arguments.addAll(cache.use()));
        arguments.addAll(jar(jar));
        return arguments;
    }

    private List<String> jar(Path jar) {
        var wired =
                settings.given().keySet().stream().noneMatch(DECIDES_ON_PARTS.asMatchPredicate());
        return List.of("-Dspring.aot.enabled=" + wired, "-jar", jar.toString());
    }

    private static Path extracted(Service service) {
        return Path.of(service.module(), "target", "extracted");
    }

    private Optional<Path> jar(Service service) {
        var directory = settings.root().resolve(extracted(service));
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a service is told. A value given by hand wins, and wins most with the service's name
    /// before it, as in `room-service.DATABASE_URL`.
    private Map<String, String> environment(Service service) {
        var variables = new LinkedHashMap<>(Java.environment());
        variables.putAll(common(service));
        variables.putAll(
                switch (service.port()) {
                    case ROOM -> room();
                    case MEETING -> meeting();
                    case STREAMING -> streaming();
                    case NOTIFICATION -> notification();
                    default -> gateway();
                });
        GIVEN_BY_HAND.forEach(
                name -> settings.find(name).ifPresent(value -> variables.replace(name, value)));
        var own = service.module() + ".";
        settings.with()
                .forEach((name, value) -> {
                    if (name.startsWith(own)) {
                        variables.put(name.substring(own.length()), value);
                    } else if (!name.contains(".")) {
                        variables.putIfAbsent(name, value);
                    }
                });
        return variables;
    }

    private Map<String, String> common(Service service) {
        var ports = settings.ports();
        var issuer = settings.find("OIDC_ISSUER").orElse(ports.url(Port.SIGN_IN));
        return Map.of(
                "SERVER_PORT",
                String.valueOf(ports.of(service.port())),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "DATABASE_URL",
                settings.find("DATABASE_URL")
                        .map(url -> url.replace("{service}", service.database()))
                        .orElse(postgres.url(service.database())),
                "DATABASE_USER",
                service.database(),
                "DATABASE_PASSWORD",
                postgres.password(service.database()),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "IDENTITY_ISSUER",
                issuer,
                "IDENTITY_JWKS",
                issuer + "/oauth2/jwks",
                "PORTAL_URL",
                ports.url(Port.PORTAL));
    }

    private Map<String, String> room() {
        var variables =
                new LinkedHashMap<>(
                        Map.of(
                                "ENTRY_PASS_SECRET",
                                secrets.of("entry-pass"),
                                "STREAM_KEY_PUBLIC",
                                secrets.streamKeyPair().toPublicJWK().toJSONString(),
                                "STREAM_ALLOWED_HOSTS",
                                streamHosts(),
                                "STREAM_ALLOW_PRIVATE_HOSTS",
                                privateStreamHosts(),
                                "DIRECTORY_FILE",
                                directoryFile.toString(),
                                // Everybody is new here when the platform has just been made.
                                "INVITATIONS_NEWCOMER",
                                "0s"));
        if (!settings.isElsewhere("DATABASE_URL")) {
            var owner = LocalPostgres.ownerOf(AUDITED);
            variables.put("SPRING_FLYWAY_USER", owner);
            variables.put("SPRING_FLYWAY_PASSWORD", postgres.password(owner));
        }
        return variables;
    }

    private Map<String, String> meeting() {
        return Map.of(
                "ENTRY_PASS_SECRET",
                secrets.of("entry-pass"),
                "MEETING_ACCESS_SECRET",
                secrets.of("meeting-access"),
                "BBB_SERVERS_0_URL",
                settings.ports().url(Port.SIMULATOR) + "/bigbluebutton/api",
                "BBB_SERVERS_0_SECRET",
                secrets.of("bbb"),
                "BBB_WEBHOOK_URL",
                settings.ports().url(Port.PORTAL) + "/api/v1/bbb/events");
    }

    private Map<String, String> streaming() {
        return Map.of(
                "MEETING_URL",
                settings.ports().internalUrl(Port.MEETING),
                "MEETING_ACCESS_SECRET",
                secrets.of("meeting-access"),
                "STREAM_KEY_PRIVATE",
                Secrets.privateSet(secrets.streamKeyPair()),
                "STREAM_ALLOWED_HOSTS",
                streamHosts(),
                "STREAM_ALLOW_PRIVATE_HOSTS",
                privateStreamHosts());
    }

    private Map<String, String> notification() {
        return Map.of(
                "SMTP_HOST",
                "127.0.0.1",
                "SMTP_PORT",
                String.valueOf(settings.ports().of(Port.SMTP)),
                "MAIL_FROM",
                "Web-conférence <web-conference@example.org>");
    }

    private Map<String, String> gateway() {
        var ports = settings.ports();
        return Map.of(
                "OIDC_ISSUER",
                ports.url(Port.SIGN_IN),
                "OIDC_CLIENT_ID",
                CLIENT_ID,
                "OIDC_CLIENT_SECRET",
                secrets.of("oidc-client"),
                "ROOM_URL",
                ports.internalUrl(Port.ROOM),
                "MEETING_URL",
                ports.internalUrl(Port.MEETING),
                "STREAMING_URL",
                ports.internalUrl(Port.STREAMING),
                "NOTIFICATION_URL",
                ports.internalUrl(Port.NOTIFICATION),
                "FORM_TARGETS",
                settings.find("BBB_SERVERS_0_URL").isPresent()
                        ? "https:"
                        : ports.url(Port.SIMULATOR));
    }

    private String streamHosts() {
        var ports = settings.ports();
        return "localhost:%1$d,localhost:%2$d,127.0.0.1:%1$d"
                .formatted(ports.of(Port.RTMP), ports.of(Port.RTMPS));
    }

    /// Nothing but our own stand-in may be reached at an address of this machine.
    private String privateStreamHosts() {
        return settings.isElsewhere("STREAM_ALLOWED_HOSTS") ? "" : "localhost,127.0.0.1";
    }
}
