package webconference.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.Kafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;

/// Kafka from a Maven artifact, one broker in a JVM of its own with its data kept.
public final class LocalKafka {

    public static final String NAME = "kafka";

    private static final List<String> TOPICS =
            List.of("rooms.v1", "meetings.v1", "streams.v1", "notifications.v1", "invitations.v1");
    private static final int PARTITIONS = 6;
    private static final Duration INVITATIONS_ARE_KEPT = Duration.ofDays(1);

    private final Path directory;
    private final Settings settings;
    private final Java java;

    public LocalKafka(Settings settings, Java java) {
        this.directory = settings.data().resolve("kafka");
        this.settings = settings;
        this.java = java;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.ports().of(Port.KAFKA);
    }

    /// Writes its configuration, and formats its storage the first time.
    public void prepare() {
        try {
            Files.createDirectories(directory);
            Files.writeString(configuration(), properties());
            Files.writeString(directory.resolve("logback.xml"), LOGGING);
            if (!Files.exists(directory.resolve("data/meta.properties"))) {
                format();
            }
        } catch (IOException e) {
            throw new CannotStart("cannot prepare Kafka: " + Supervisor.reason(e), e);
        }
    }

    public Program program() {
        return new Program(
                NAME,
                java.command(
                        NAME,
                        "160m",
                        javaArguments(
                                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                                "kafka.Kafka",
                                configuration().toString())),
                Java.environment(),
                settings.root(),
                () -> Probe.accepts(settings.ports().of(Port.KAFKA)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20));
    }

    /// Starts it in this JVM, which it never leaves.
    public void startHere() {
        Thread.ofPlatform()
                .name(NAME)
                .daemon()
                .start(() -> Kafka.main(new String[] {configuration().toString()}));
    }

    /// Topics are made up front: a listener that comes before its topic would miss it for a while.
    /// A service that is quicker makes the same.
    public void createTopics() {
        var settingsOfAdmin =
                Map.<String, Object>of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (var admin = Admin.create(settingsOfAdmin)) {
            var existing = admin.listTopics().names().get();
            var missing =
                    TOPICS.stream()
                            .flatMap(topic -> Stream.of(topic, topic + "-dlt"))
                            .filter(topic -> !existing.contains(topic))
                            .map(LocalKafka::topic)
                            .toList();
            for (var made : admin.createTopics(missing).values().values()) {
                awaitMade(made);
            }
        } catch (ExecutionException e) {
            throw new CannotStart("Kafka refused to make the topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while making Kafka's topics", e);
        }
    }

    private static void awaitMade(KafkaFuture<Void> made)
            throws ExecutionException, InterruptedException {
        try {
            made.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /// Invitations hold people's words and are not kept longer than their delivery needs.
    private static NewTopic topic(String name) {
        var topic = new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
        return name.startsWith("invitations.")
                ? topic.configs(
                        Map.of("retention.ms", String.valueOf(INVITATIONS_ARE_KEPT.toMillis())))
                : topic;
    }

    private Path configuration() {
        return directory.resolve("server.properties");
    }

    private List<String> javaArguments(String option, String... program) {
        return Stream.of(List.of(option), java.ownClassPath(), List.of(program))
                .flatMap(List::stream)
                .toList();
    }

    private void format() throws IOException {
        var command =
                java.command(
                        NAME,
                        "160m",
                        javaArguments(
                                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                                "kafka.tools.StorageTool",
                                "format",
                                "-t",
                                Uuid.randomUuid().toString(),
                                "-c",
                                configuration().toString()));
        var tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (tool.waitFor() != 0) {
                throw new CannotStart(
                        "Kafka's storage could not be formatted:\n" + output.indent(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private String properties() {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        auto.create.topics.enable=false
        num.partitions=6
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.cleaner.dedupe.buffer.size=16777216
        """
                .formatted(
                        settings.ports().of(Port.KAFKA),
                        settings.ports().of(Port.KAFKA_CONTROLLER),
                        directory.resolve("data"));
    }

    private static final String LOGGING =
            """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="OUT"/></root>
            </configuration>
            """;
}
