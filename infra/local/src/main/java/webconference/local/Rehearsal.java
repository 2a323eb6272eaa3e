package webconference.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import webconference.local.bbb.BbbSimulator;
import webconference.local.launcher.DataDirectory;
import webconference.local.launcher.Java;
import webconference.local.launcher.LocalKafka;
import webconference.local.launcher.Port;
import webconference.local.launcher.Settings;
import webconference.local.mailbox.Mailbox;
import webconference.local.signin.SignIn;
import webconference.local.signin.SignInProperties;

/// Goes once, somewhere else, through what the launcher and Kafka do at each start, and ends: what
/// the JVM learns by it becomes their start-up cache. Both run from the same jar, so one cache does
/// for both.
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) {
        var settings = Settings.of(Path.of("").toAbsolutePath(), System.getenv(), Map.of(), false);
        var kafka = new LocalKafka(settings, new Java(DataDirectory.claim(settings, line -> {})));
        kafka.prepare();
        kafka.startHere();
        startParts(settings);
        kafka.createTopics();
        // Nothing of it is kept, so nothing needs closing.
        Runtime.getRuntime().halt(0);
    }

    private static void startParts(Settings settings) {
        var ports = settings.ports();
        BbbSimulator.start(ports.of(Port.SIMULATOR), "rehearsal", "0ms");
        Mailbox.start(ports.of(Port.SMTP), ports.of(Port.MAILBOX), List.of());
        SignIn.start(
                new SignInProperties(
                        ports.of(Port.SIGN_IN),
                        ports.url(Port.SIGN_IN),
                        ports.url(Port.PORTAL),
                        "rehearsal",
                        settings.data().resolve("sign-in-key.json")));
    }
}
