package webconference.eventing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// A Kafka broker in a process of its own. It can be killed and started again on the same port, and
/// then has the data it had.
public final class KafkaProcess implements AutoCloseable {

    private final Path directory;
    private final int port;
    private @Nullable ChildJvm broker;

    /// Prepares a broker that keeps its data below this directory; [#start()] starts it.
    public KafkaProcess(Path directory) {
        this.directory = directory;
        this.port = freePort();
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    settings(),
                    """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    controller.listener.names=CONTROLLER
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                    log.dirs=%3$s
                    auto.create.topics.enable=false
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=4
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    group.initial.rebalance.delay.ms=0
                    log.cleaner.dedupe.buffer.size=16777216
                    """
                            .formatted(port, freePort(), directory.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the child process runs.
    ///
    /// @param args the file with the broker's settings
    public static void main(String[] args) {
        ChildJvm.dieWithParent();
        quiet();
        var settings = Path.of(args[0]);
        if (!Files.exists(settings.resolveSibling("data"))) {
            var format = new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", args[0]};
            kafka.tools.StorageTool.execute(format, System.out);
        }
        kafka.Kafka.main(args);
    }

    /// Keeps the libraries' chatter out of an output that no Spring Boot has put in order.
    public static void quiet() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /// Starts it and waits until it answers.
    public void start() {
        var child =
                ChildJvm.start(
                        KafkaProcess.class,
                        directory.resolve("kafka.log"),
                        List.of(settings().toString()));
        broker = child;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !child.isAlive() || isAnswering());
        if (!child.isAlive()) {
            throw new IllegalStateException("Kafka did not start, see " + directory);
        }
    }

    public void kill() {
        if (broker != null) {
            broker.kill();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isAnswering() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
