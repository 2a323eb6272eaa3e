package webconference.local;

import java.nio.file.Path;
import java.time.Duration;
import webconference.local.launcher.Port;
import webconference.local.launcher.Settings;

/// What the person at the keyboard reads when everything runs.
record ReadyTable(Settings settings, Path log, Duration after) {

    String text() {
        var ports = settings.ports();
        return """

        Ready: %s  (after %.1f s)

          Portal               %s
          Sign-in              %s
          BigBlueButton        %s  (simulator)
          PeerTube             %s  (stand-in)
          Mailbox              %s
          Log                  %s

          Sign in, password demo:
            ada, bruno         teachers, Lycée Hugo
            chloe              teacher, Collège Sand
            zoe, yanis, lea    pupils, Lycée Hugo, class 3B
            tom                pupil, Collège Sand
            sam                administrator

        Ctrl-C stops everything; the next start finds its data again.
        """
                .formatted(
                        ports.url(Port.PORTAL),
                        after.toMillis() / 1000.0,
                        ports.url(Port.PORTAL),
                        address(Port.SIGN_IN, "OIDC_ISSUER"),
                        address(Port.SIMULATOR, "BBB_SERVERS_0_URL"),
                        address(Port.STAND_IN, "STREAM_ALLOWED_HOSTS"),
                        address(Port.MAILBOX, "SMTP_HOST"),
                        log);
    }

    private String address(Port port, String pointer) {
        return settings.find(pointer).orElse(settings.ports().url(port));
    }
}
