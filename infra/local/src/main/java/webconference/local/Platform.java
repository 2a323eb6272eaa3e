package webconference.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import webconference.local.bbb.BbbSimulator;
import webconference.local.launcher.CannotStart;
import webconference.local.launcher.Certificates;
import webconference.local.launcher.DataDirectory;
import webconference.local.launcher.Java;
import webconference.local.launcher.LocalKafka;
import webconference.local.launcher.LocalPostgres;
import webconference.local.launcher.PeerTubeStandIn;
import webconference.local.launcher.PlatformLog;
import webconference.local.launcher.Port;
import webconference.local.launcher.Program;
import webconference.local.launcher.Secrets;
import webconference.local.launcher.ServiceTable;
import webconference.local.launcher.Settings;
import webconference.local.launcher.Supervisor;
import webconference.local.launcher.Training;
import webconference.local.mailbox.Mailbox;
import webconference.local.mailbox.Owner;
import webconference.local.signin.SignIn;
import webconference.local.signin.SignInProperties;

/// All parts of the local platform, put together. What a real server was named for stays away.
final class Platform {

    private final Settings settings;
    private final PrintStream terminal = System.out;
    private final long since = System.nanoTime();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /// What to close at the end, the last opened first.
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private volatile @Nullable Supervisor supervisor;
    private boolean stopped;

    Platform(Settings settings) {
        this.settings = settings;
    }

    /// Returns when everything is ready.
    ///
    /// @throws CannotStart if something is in the way
    void start() {
        var directory = DataDirectory.claim(settings, this::say);
        undo(directory::close);
        settings.ports().requireFree(portsOfOurs());
        var log = new PlatformLog(settings.data().resolve("log"));
        undo(log::close);
        redirectOutput(log);

        var secrets = new Secrets(settings.data().resolve("secrets"));
        var supervisor = new Supervisor(log, directory, this::say, () -> System.exit(1));
        this.supervisor = supervisor;
        undo(executor::close);

        var java = new Java(directory);
        var postgres = new LocalPostgres(settings, secrets);
        var kafka = new LocalKafka(settings, java);
        var certificates = new Certificates(settings.data().resolve("tls"));
        var peertube = new PeerTubeStandIn(settings, certificates);
        var databases = inBackground(() -> startPostgres(postgres, supervisor));
        var signIn = inBackground(() -> startSignIn(secrets));
        var others =
                List.of(
                        inBackground(() -> startKafka(kafka, supervisor)),
                        inBackground(() -> startStandIn(peertube, certificates, supervisor)));
        startSimulator(secrets);
        startMailbox();
        var trustStore =
                settings.isElsewhere("STREAM_ALLOWED_HOSTS")
                        ? Optional.<Path>empty()
                        : Optional.of(certificates.trustStore());

        var table =
                new ServiceTable(
                        settings, secrets, java, postgres, kafka, directoryFile(), trustStore);
        var services =
                table.programs((module, place) ->
                        say(module + " is left out: it is not built (" + place + ")"));
        await(databases);
        // The gateway would not start without the sign-in; without the rest, services wait a while.
        await(signIn);
        undo(() -> supervisor.stop(ServiceTable.names()));
        services.forEach(supervisor::start);
        others.forEach(Platform::await);
        services.stream()
                .map(service -> inBackground(() -> awaitService(supervisor, service)))
                .toList()
                .forEach(Platform::await);
        supervisor.settle(settings.restarts());
        if (settings.trains()) {
            var training = new Training(trainings(java, table), log);
            undo(training::close);
            training.begin();
        }
        var lives =
                settings.isElsewhere("STREAM_ALLOWED_HOSTS")
                        ? List.<PeerTubeStandIn.Live>of()
                        : peertube.waiting();
        terminal.print(new ReadyTable(settings, log.file(), elapsed(), lives).text());
    }

    /// Stops everything that was started, services before what they rely on.
    void stop() {
        Deque<Runnable> all;
        synchronized (undo) {
            if (stopped) {
                return;
            }
            stopped = true;
            all = new ArrayDeque<>(undo);
        }
        var running = supervisor;
        if (running == null) {
            all.forEach(Runnable::run);
            return;
        }
        say("Stopping…");
        running.close();
        all.forEach(Runnable::run);
        say("Stopped.");
    }

    private void undo(Runnable action) {
        synchronized (undo) {
            if (stopped) {
                throw new CannotStart("stopped while starting");
            }
            undo.push(action);
        }
    }

    private Set<Port> portsOfOurs() {
        var ports = EnumSet.allOf(Port.class);
        if (settings.isElsewhere("DATABASE_URL")) {
            ports.remove(Port.POSTGRES);
        }
        if (settings.isElsewhere("KAFKA_BOOTSTRAP_SERVERS")) {
            ports.removeAll(EnumSet.of(Port.KAFKA, Port.KAFKA_CONTROLLER));
        }
        if (settings.isElsewhere("OIDC_ISSUER")) {
            ports.remove(Port.SIGN_IN);
        }
        if (settings.isElsewhere("BBB_SERVERS_0_URL")) {
            ports.remove(Port.SIMULATOR);
        }
        if (settings.isElsewhere("SMTP_HOST")) {
            ports.removeAll(EnumSet.of(Port.SMTP, Port.MAILBOX));
        }
        if (settings.isElsewhere("STREAM_ALLOWED_HOSTS")) {
            ports.removeAll(EnumSet.of(Port.STAND_IN, Port.RTMP, Port.RTMPS));
        }
        return ports;
    }

    /// What libraries print belongs in the log; the terminal is for the person.
    private void redirectOutput(PlatformLog log) {
        var stream = log.streamOf("launcher");
        var err = System.err;
        System.setOut(stream);
        System.setErr(stream);
        undo(() -> {
            System.setOut(terminal);
            System.setErr(err);
        });
    }

    private void startSignIn(Secrets secrets) {
        if (settings.isElsewhere("OIDC_ISSUER")) {
            return;
        }
        var ports = settings.ports();
        var signIn =
                SignIn.start(
                        new SignInProperties(
                                ports.of(Port.SIGN_IN),
                                ports.url(Port.SIGN_IN),
                                ports.url(Port.PORTAL),
                                secrets.of("oidc-client"),
                                settings.data().resolve("secrets/sign-in-key.json")));
        undo(signIn::close);
        ready("sign-in");
    }

    private void startSimulator(Secrets secrets) {
        if (settings.isElsewhere("BBB_SERVERS_0_URL")) {
            return;
        }
        var simulator =
                BbbSimulator.start(
                        settings.ports().of(Port.SIMULATOR),
                        secrets.of("bbb"),
                        settings.find("SIMULATOR_DELAY").orElse("0ms"));
        undo(simulator::close);
    }

    private void startMailbox() {
        if (settings.isElsewhere("SMTP_HOST")) {
            return;
        }
        var ports = settings.ports();
        var mailbox =
                Mailbox.start(
                        ports.of(Port.SMTP),
                        ports.of(Port.MAILBOX),
                        SignIn.people((id, name, address) -> new Owner(id, name, address)));
        undo(mailbox::close);
    }

    private void startPostgres(LocalPostgres postgres, Supervisor supervisor) {
        if (settings.isElsewhere("DATABASE_URL")) {
            return;
        }
        postgres.prepare();
        undo(() -> supervisor.stop(List.of(LocalPostgres.NAME)));
        supervisor.start(postgres.program(settings.root()));
        supervisor.awaitReady(LocalPostgres.NAME);
        postgres.createDatabases(ServiceTable.databases());
        postgres.ownApart(ServiceTable.AUDITED);
        ready(LocalPostgres.NAME);
    }

    private void startKafka(LocalKafka kafka, Supervisor supervisor) {
        if (settings.isElsewhere("KAFKA_BOOTSTRAP_SERVERS")) {
            return;
        }
        kafka.prepare();
        undo(() -> supervisor.stop(List.of(LocalKafka.NAME)));
        supervisor.start(kafka.program());
        supervisor.awaitReady(LocalKafka.NAME);
        kafka.createTopics();
        ready(LocalKafka.NAME);
    }

    private void startStandIn(
            PeerTubeStandIn peertube, Certificates certificates, Supervisor supervisor) {
        if (settings.isElsewhere("STREAM_ALLOWED_HOSTS")) {
            return;
        }
        certificates.prepare();
        undo(() -> supervisor.stop(List.of(PeerTubeStandIn.NAME)));
        supervisor.start(peertube.program());
        supervisor.awaitReady(PeerTubeStandIn.NAME);
        ready(PeerTubeStandIn.NAME);
    }

    private void awaitService(Supervisor supervisor, Program service) {
        supervisor.awaitReady(service.name());
        ready(service.name());
    }

    /// room-service reads a file, and ours is inside a jar.
    private Path directoryFile() {
        var file = settings.data().resolve("directory.csv");
        try (var packed =
                Objects.requireNonNull(Platform.class.getResourceAsStream("/directory.csv"))) {
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Program> trainings(Java java, ServiceTable table) {
        return Stream.concat(
                        java.training(Rehearsal.class, settings).stream(),
                        table.trainings().stream())
                .toList();
    }

    private CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, executor);
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CannotStart cannotStart) {
                throw cannotStart;
            }
            throw e;
        }
    }

    private void ready(String part) {
        say("%-22s ready after %4.1f s".formatted(part, elapsed().toMillis() / 1000.0));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void say(String line) {
        terminal.println(line);
    }
}
